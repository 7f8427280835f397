import type { PersonTexts } from './texts.ts';

const ring = 'Any question? Ring ((worker)) on ((telephone)) and say the number ((number)).';
const mayNot = 'If you can not come, ring us. If it is not for you, that is fine. You need not say why.';

/** English, for a reader of nine to eleven years: tests/unit/contracts/words-to-people.test.ts counts it. */
export const en: PersonTexts = {
  plain: {
    received: {
      subject: 'We will ring you',
      body: [
        'Hello. We were asked to get in touch with you. We will ring you by ((by)).',
        'You can say no. You need not say why.',
        ring,
      ],
    },
    'signed-up': {
      subject: 'Your place on ((when))',
      body: ['Hello. You have a place on ((when)). ((about))', mayNot, ring],
    },
    'reminder-soon': {
      subject: 'Your place on ((when))',
      body: ['Hello. This is to remind you. You have a place on ((when)). ((about))', mayNot, ring],
    },
    'reminder-today': {
      subject: 'Today: your place on ((when))',
      body: ['Hello. It is today. You have a place on ((when)). ((about))', mayNot, ring],
    },
    moved: {
      subject: 'A change: now it is ((when))',
      body: [
        'Hello. There is a change. It is now on ((when)). ((about))',
        'What we told you of it before is not right any more.',
        mayNot,
        ring,
      ],
    },
    cancelled: {
      subject: 'Please do not go on ((when))',
      body: [
        'Hello. Your place on ((when)) is off. Please do not go, at that time or at one we gave you for it before.',
        'It is not your fault. We will talk with you about what is next.',
        ring,
      ],
    },
    'companion-gone': {
      subject: 'A change for ((when))',
      body: [
        'Hello. Who was to go with you on ((when)) can not come. We are sorry.',
        'You still have your place. We look for somebody else, and will ring you. You can say no.',
        ring,
      ],
    },
    'how-was-it': {
      subject: 'How did it go?',
      body: ['Hello. How did it go on ((when))? Would you go again? Ring us and tell us.', ring],
      sms: ['Hello. How did it go on ((when))? Would you go again? Ring us and tell us.', ring],
    },
  },
  'easy-read': {
    received: {
      subject: 'We will ring you',
      body: [
        'Hello.',
        'We will ring you.',
        'We will ring by ((by)).',
        'You can say no.',
        'Our name: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
    },
    'signed-up': {
      subject: 'Your place',
      body: [
        'Hello.',
        'You have a place.',
        'When: ((when)).',
        '((about))',
        'You can say no.',
        'Ask us: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
    },
    'reminder-soon': {
      subject: 'Your place',
      body: [
        'Hello.',
        'You have a place soon.',
        'When: ((when)).',
        '((about))',
        'You can say no.',
        'Ask us: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
    },
    'reminder-today': {
      subject: 'It is today',
      body: [
        'Hello.',
        'It is today.',
        'When: ((when)).',
        '((about))',
        'You can say no.',
        'Ask us: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
    },
    moved: {
      subject: 'It is new',
      body: [
        'Hello.',
        'There is a change.',
        'Now it is: ((when)).',
        '((about))',
        'You can say no.',
        'Ask us: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
    },
    cancelled: {
      subject: 'Do not go',
      body: [
        'Hello.',
        'Do not go on ((when)).',
        'It is off.',
        'You did not do wrong.',
        'We will talk with you.',
        'Ask us: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
    },
    'companion-gone': {
      subject: 'A change',
      body: [
        'Hello.',
        'You have a place on ((when)).',
        'Who was to go with you can not come.',
        'You can still go.',
        'We will ring you.',
        'Ask us: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
    },
    'how-was-it': {
      subject: 'How was it?',
      body: [
        'Hello.',
        'You went on ((when)).',
        'How was it?',
        'Would you go again?',
        'Ring and tell us.',
        'Our name: ((worker)).',
        'Our phone: ((telephone)).',
        'Your number: ((number)).',
      ],
      sms: [
        'Hello.',
        'You went on ((when)).',
        'How was it?',
        'Would you go again?',
        'Ring us and tell us.',
        'Our phone: ((telephone)).',
      ],
    },
  },
  about: {
    named: 'It is with ((group)), ((where)).',
    group: 'It is with ((group)).',
    unnamed: 'To hear where it is, ring us.',
    page: 'You can see it here: ((page))',
    ways: {
      telephone: 'It is a phone call. You will be rung.',
      video: 'It is a video call.',
      'home-visit': 'Somebody comes to you.',
    },
  },
  when: '((day)) at ((time))',
  us: 'us',
};
