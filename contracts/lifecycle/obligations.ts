import { deadlines } from './deadlines.ts';

/** Who of a referral must act. `asked` is whom a question was put to. */
export type Duty = 'coordinator' | 'referrer' | 'task-owner' | 'asked';

interface ObligationKind {
  /** What a person reads on the list. */
  readonly says: string;
  /** One step after another, in working days from the beginning; then every working day until somebody acts. */
  readonly steps: readonly { readonly after: number; readonly duty: Duty }[];
}

/** What somebody owes while a referral is open, and who is next when nobody acted. DESIGN 1 (idea 3), 4. */
export const obligationKinds = {
  'answer-request': {
    says: 'Answer the request',
    steps: [
      { after: deadlines.answer.remind, duty: 'task-owner' },
      { after: deadlines.answer.escalate, duty: 'coordinator' },
    ],
  },
  'person-first': {
    says: 'Read the risks and speak to the person, before anything else',
    steps: [{ after: deadlines.personFirst, duty: 'coordinator' }],
  },
  'first-conversation': {
    says: 'Hold the first conversation with the person',
    steps: [{ after: deadlines.firstConversation, duty: 'coordinator' }],
  },
  'next-step': {
    says: 'Agree the next step with the person, or close the referral',
    steps: [{ after: deadlines.nextStep, duty: 'coordinator' }],
  },
  review: { says: 'Look at this again', steps: [{ after: 0, duty: 'coordinator' }] },
  'name-meeting': {
    says: 'Name the first meeting',
    steps: [
      { after: deadlines.nameMeeting, duty: 'task-owner' },
      { after: deadlines.nameMeeting + 1, duty: 'coordinator' },
    ],
  },
  'meeting-result': {
    says: 'Say who came',
    steps: [
      { after: deadlines.meetingResult.chase, duty: 'task-owner' },
      { after: deadlines.meetingResult.chaseAgain, duty: 'task-owner' },
      { after: deadlines.meetingResult.escalate, duty: 'coordinator' },
    ],
  },
  'follow-up': {
    says: 'Speak to the person about the meeting that they could not come to',
    steps: [{ after: deadlines.followUp, duty: 'coordinator' }],
  },
  'finish-onward': {
    says: 'Say how the onward request goes on',
    steps: [{ after: deadlines.nextStep, duty: 'coordinator' }],
  },
  'answer-abort': {
    says: 'Answer the request to stop',
    steps: [
      { after: deadlines.abort, duty: 'task-owner' },
      { after: deadlines.abort + 1, duty: 'coordinator' },
    ],
  },
  'answer-question': {
    says: 'Answer the question',
    steps: [
      { after: deadlines.question, duty: 'asked' },
      { after: deadlines.question + 1, duty: 'coordinator' },
    ],
  },
  'find-a-way': {
    says: 'Find a safe way to reach the person: every number is marked not safe',
    steps: [{ after: deadlines.findAWay, duty: 'coordinator' }],
  },
  'tell-otherwise': {
    says: 'Tell whoever referred in another way: a message did not arrive',
    steps: [{ after: deadlines.tellOtherwise, duty: 'coordinator' }],
  },
  'closing-acknowledged': {
    says: 'Make sure that a person at the practice has read how it ended',
    steps: [
      { after: deadlines.closingAcknowledged.remind, duty: 'referrer' },
      { after: deadlines.closingAcknowledged.ring, duty: 'coordinator' },
    ],
  },
} as const satisfies Record<string, ObligationKind>;

/** The steps of `answer-request` for a request of priority `urgent`. */
export const urgentAnswer: ObligationKind = {
  says: 'Answer the urgent request',
  steps: [
    { after: deadlines.answerUrgent.remind, duty: 'task-owner' },
    { after: deadlines.answerUrgent.escalate, duty: 'coordinator' },
  ],
};

/** The steps of `answer-question` for a request of priority `urgent`. */
export const urgentQuestion: ObligationKind = {
  says: 'Answer the question about the urgent request',
  steps: [
    { after: deadlines.questionUrgent, duty: 'asked' },
    { after: deadlines.questionUrgent + 1, duty: 'coordinator' },
  ],
};

export type ObligationCode = keyof typeof obligationKinds;
