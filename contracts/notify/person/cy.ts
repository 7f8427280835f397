import type { PersonTexts } from './texts.ts';

const ring = 'Unrhyw gwestiwn? Ffoniwch ((worker)) ar ((telephone)) a dywedwch y rhif ((number)).';
const mayNot = "Os na allwch ddod, ffoniwch ni. Os nad yw i chi, mae hynny'n iawn. Does dim rhaid dweud pam.";
const whom = ['Gofynnwch i ni: ((worker)).', 'Ein ffôn: ((telephone)).', 'Eich rhif: ((number)).'];

/**
 * Welsh, written by somebody who does not speak it: a Welsh speaker must check every text before one is sent. Days, groups and places stand
 * after a colon, so that none of them would have to change its first letter. No library counts how hard Welsh is to read: the sentences
 * are as short as those of en.ts, which tests/unit/contracts/words-to-people.test.ts counts.
 */
export const cy: PersonTexts = {
  plain: {
    received: {
      subject: 'Byddwn yn eich ffonio',
      body: [
        'Helo. Gofynnwyd i ni gysylltu â chi. Byddwn yn eich ffonio erbyn ((by)).',
        'Gallwch ddweud na. Does dim rhaid dweud pam.',
        ring,
      ],
    },
    'signed-up': {
      subject: 'Eich lle: ((when))',
      body: ['Helo. Mae lle i chi: ((when)). ((about))', mayNot, ring],
    },
    'reminder-soon': {
      subject: 'Eich lle: ((when))',
      body: ["Helo. Dyma nodyn i'ch atgoffa. Mae lle i chi: ((when)). ((about))", mayNot, ring],
    },
    'reminder-today': {
      subject: 'Heddiw mae eich lle: ((when))',
      body: ['Helo. Heddiw mae eich lle: ((when)). ((about))', mayNot, ring],
    },
    moved: {
      subject: 'Mae newid: ((when))',
      body: [
        'Helo. Mae newid. Yr amser newydd: ((when)). ((about))',
        "Nid yw'r hyn a ddywedon ni o'r blaen yn gywir nawr.",
        mayNot,
        ring,
      ],
    },
    cancelled: {
      subject: 'Peidiwch â mynd: ((when))',
      body: [
        "Helo. Nid oes lle nawr: ((when)). Peidiwch â mynd, nac ar amser a roddon ni o'r blaen.",
        'Nid eich bai chi yw hyn. Byddwn yn siarad â chi am beth sydd nesaf.',
        ring,
      ],
    },
    'companion-gone': {
      subject: 'Newid: ((when))',
      body: [
        "Helo. Ni all y person oedd i fynd gyda chi ddod. Y diwrnod: ((when)). Mae'n ddrwg gennym.",
        'Mae eich lle o hyd. Chwiliwn am rywun arall, a byddwn yn eich ffonio. Gallwch ddweud na.',
        ring,
      ],
    },
    'how-was-it': {
      subject: 'Sut aeth hi?',
      body: ["Helo. Sut aeth hi? Y diwrnod: ((when)). Fyddech chi'n mynd eto? Ffoniwch ni i ddweud.", ring],
    },
  },
  'easy-read': {
    received: {
      subject: 'Byddwn yn eich ffonio',
      body: [
        'Helo.',
        'Byddwn yn eich ffonio.',
        'Byddwn yn ffonio erbyn ((by)).',
        'Gallwch ddweud na.',
        'Ein henw: ((worker)).',
        'Ein ffôn: ((telephone)).',
        'Eich rhif: ((number)).',
      ],
    },
    'signed-up': {
      subject: 'Eich lle',
      body: ['Helo.', 'Mae lle i chi.', 'Pryd: ((when)).', '((about))', 'Gallwch ddweud na.', ...whom],
    },
    'reminder-soon': {
      subject: 'Eich lle',
      body: ['Helo.', 'Mae lle i chi yn fuan.', 'Pryd: ((when)).', '((about))', 'Gallwch ddweud na.', ...whom],
    },
    'reminder-today': {
      subject: 'Heddiw',
      body: ['Helo.', 'Heddiw mae eich lle.', 'Pryd: ((when)).', '((about))', 'Gallwch ddweud na.', ...whom],
    },
    moved: {
      subject: 'Mae newid',
      body: ['Helo.', 'Mae newid.', 'Nawr: ((when)).', '((about))', 'Gallwch ddweud na.', ...whom],
    },
    cancelled: {
      subject: 'Peidiwch â mynd',
      body: [
        'Helo.',
        'Peidiwch â mynd: ((when)).',
        'Nid oes lle nawr.',
        'Nid eich bai chi yw hyn.',
        'Byddwn yn siarad â chi.',
        ...whom,
      ],
    },
    'companion-gone': {
      subject: 'Newid',
      body: [
        'Helo.',
        'Mae lle i chi: ((when)).',
        'Ni all y person oedd i fynd gyda chi ddod.',
        'Gallwch fynd o hyd.',
        'Byddwn yn eich ffonio.',
        ...whom,
      ],
    },
    'how-was-it': {
      subject: 'Sut aeth hi?',
      body: [
        'Helo.',
        'Aethoch chi: ((when)).',
        'Sut aeth hi?',
        "Fyddech chi'n mynd eto?",
        'Ffoniwch a dywedwch wrthym.',
        ...whom,
      ],
      sms: [
        'Helo.',
        'Aethoch chi: ((when)).',
        'Sut aeth hi?',
        "Fyddech chi'n mynd eto?",
        'Ffoniwch ni a dywedwch wrthym.',
        'Ein ffôn: ((telephone)).',
      ],
    },
  },
  about: {
    named: 'Y grŵp: ((group)). Y lle: ((where)).',
    group: 'Y grŵp: ((group)).',
    unnamed: 'I glywed ble mae, ffoniwch ni.',
    page: 'Gallwch ei weld yma: ((page))',
    ways: {
      telephone: 'Galwad ffôn yw hi. Bydd rhywun yn eich ffonio.',
      video: 'Galwad fideo yw hi.',
      'home-visit': 'Bydd rhywun yn dod atoch chi.',
    },
  },
  when: '((day)) am ((time))',
  us: 'ni',
};
