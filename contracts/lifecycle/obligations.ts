import { callObligations } from './call-obligations.ts';
import { circumstanceObligations } from './circumstance-obligations.ts';
import { companionObligations } from './companion-obligations.ts';
import { confirmingObligations } from './confirming-obligations.ts';
import type { Policy } from './deadlines.ts';

/** Who of a referral must act. `asked` is whom a question was put to. */
export type Duty = 'coordinator' | 'referrer' | 'task-owner' | 'asked';

/** Which person of an organisation: at the coordinator by its chain, anywhere else whoever is on duty. */
export type DutyRole = 'on-duty' | 'assignee' | 'deputy' | 'manager';

/**
 * Whom the hub reminds once it is the coordinator's, one working day after another (issue 5: assignee, deputy, manager);
 * then the last of them every working day, and it counts as stuck. A Task without an assignee begins with who is on duty.
 */
export const coordinatorChain = ['assignee', 'deputy', 'manager'] as const satisfies readonly DutyRole[];

/** Open, and nobody opened it or acted: this many working days after the deadline it counts as silent. Issue 5. */
export const silentAfter = 2;

export interface Step {
  /** In working days from the beginning, or in working hours. */
  readonly after: (policy: Policy) => number;
  readonly unit?: 'hours';
  readonly duty: Duty;
}

export interface ObligationKind {
  /** What a person reads on the list. */
  readonly says: string;
  /**
   * While the person must be left alone: it asks somebody to speak to them or to arrange something, so that it waits; it is owed
   * in other words, so that a reminder in these is not told any more; or it is done all the same. Each kind says which:
   * one that was forgotten would send somebody to a person who has died.
   */
  readonly leftAlone: 'waits' | 'untold' | 'stands';
  /** One step after another; then every working day until somebody acts. */
  readonly steps: readonly Step[];
  /** The same for a Task of priority `urgent`, where that is sooner. */
  readonly urgentSteps?: readonly Step[];
  /** It is for a day of its own: due at its end, and nobody need have seen to it before. */
  readonly onItsDay?: true;
  /** It is for somebody above whose case it is. */
  readonly begins?: 'manager';
}

/** What somebody owes while a referral is open, and who is next when nobody acted. DESIGN 1 (idea 3), 4. */
export const obligationKinds = {
  'answer-request': {
    says: 'Answer the request',
    leftAlone: 'stands',
    steps: [
      { after: (p) => p.answer.remind, duty: 'task-owner' },
      { after: (p) => p.answer.escalate, duty: 'coordinator' },
    ],
    urgentSteps: [
      { after: (p) => p.answerUrgent.remind, duty: 'task-owner' },
      { after: (p) => p.answerUrgent.escalate, duty: 'coordinator' },
    ],
  },
  'person-first': {
    says: 'Read the risks and speak to the person, before anything else',
    leftAlone: 'untold',
    steps: [{ after: (p) => p.personFirst, duty: 'coordinator' }],
  },
  'first-conversation': {
    says: 'Hold the first conversation with the person',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.firstConversation, duty: 'coordinator' }],
  },
  'next-step': {
    says: 'Agree the next step with the person, or close the referral',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.nextStep, duty: 'coordinator' }],
  },
  review: {
    says: 'Look at this again',
    leftAlone: 'stands',
    steps: [{ after: () => 0, duty: 'coordinator' }],
    onItsDay: true,
  },
  'name-meeting': {
    says: 'Name the first meeting',
    leftAlone: 'waits',
    steps: [
      { after: (p) => p.nameMeeting, duty: 'task-owner' },
      { after: (p) => p.nameMeeting + 1, duty: 'coordinator' },
    ],
  },
  'agree-meeting': {
    says: 'Ring the group and name the first meeting: the group has no software that does',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.nameMeeting, duty: 'coordinator' }],
  },
  arrange: {
    says: 'Arrange what the person needs for the meeting: until then it is not ready',
    leftAlone: 'waits',
    onItsDay: true,
    steps: [{ after: () => 0, duty: 'coordinator' }],
  },
  'meeting-result': {
    says: 'Say who came',
    leftAlone: 'stands',
    steps: [
      { after: (p) => p.meetingResult.chase, duty: 'task-owner' },
      { after: (p) => p.meetingResult.chaseAgain, duty: 'task-owner' },
      { after: (p) => p.meetingResult.escalate, duty: 'coordinator' },
    ],
  },
  'follow-up': {
    says: 'Speak to the person about the meeting that they could not come to',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.followUp, duty: 'coordinator' }],
  },
  'finish-onward': {
    says: 'Say how the onward request goes on',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.nextStep, duty: 'coordinator' }],
  },
  'answer-abort': {
    says: 'Answer the request to stop',
    leftAlone: 'stands',
    steps: [
      { after: (p) => p.abort, duty: 'task-owner' },
      { after: (p) => p.abort + 1, duty: 'coordinator' },
    ],
  },
  'answer-question': {
    says: 'Answer the question',
    leftAlone: 'stands',
    steps: [
      { after: (p) => p.question, duty: 'asked' },
      { after: (p) => p.question + 1, duty: 'coordinator' },
    ],
    urgentSteps: [
      { after: (p) => p.questionUrgent, duty: 'asked' },
      { after: (p) => p.questionUrgent + 1, duty: 'coordinator' },
    ],
  },
  'read-note': {
    says: 'Read what whoever referred has written, and say who has read it',
    leftAlone: 'stands',
    steps: [{ after: (p) => p.readNote, duty: 'coordinator' }],
  },
  'find-a-way': {
    says: 'Find a safe way to reach the person: every number is marked not safe',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.findAWay, duty: 'coordinator' }],
  },
  'tell-person': {
    says: 'Tell the person: a message about their meeting is not known to have reached them',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.tellPerson, duty: 'coordinator' }],
  },
  'tell-otherwise': {
    says: 'Tell whoever referred in another way: a message did not arrive',
    leftAlone: 'stands',
    steps: [{ after: (p) => p.tellOtherwise, duty: 'coordinator' }],
  },
  'closing-acknowledged': {
    says: 'Make sure that somebody where the referral came from has read how it ended',
    leftAlone: 'stands',
    steps: [
      { after: (p) => p.closingAcknowledged.remind, duty: 'referrer' },
      { after: (p) => p.closingAcknowledged.ring, duty: 'coordinator' },
    ],
  },
  'recall-copy': {
    says: 'Ring whoever holds a copy: the person has withdrawn their permission, and it is to be destroyed',
    leftAlone: 'stands',
    steps: [{ after: (p) => p.recallCopy, duty: 'coordinator' }],
  },
  ...callObligations,
  'look-who-read': {
    says: 'Look: a duty owner for safeguarding has read this referral; who and why, the operator can say',
    leftAlone: 'stands',
    steps: [{ after: (p) => p.lookWhoRead, duty: 'coordinator' }],
    // A link worker's own referral was read.
    begins: 'manager',
  },
  'move-on': {
    says: 'Ask the next group that the person chose: the one before said no, and the hub could not ask by itself',
    leftAlone: 'waits',
    // The hub's own moment, in working hours; then it is a human's.
    steps: [{ after: () => 0, unit: 'hours', duty: 'coordinator' }],
  },
  'ask-next': {
    says: 'Ask the next group that the person chose, or agree another way with them: the one before said no',
    leftAlone: 'waits',
    steps: [{ after: (p) => p.askNext, duty: 'coordinator' }],
  },
  'reply-feedback': {
    says: 'Say what became of what somebody said of the service: heard, acting, done, or no and why',
    leftAlone: 'stands',
    steps: [
      { after: (p) => p.replyFeedback.remind, duty: 'coordinator' },
      { after: (p) => p.replyFeedback.late, duty: 'coordinator' },
    ],
  },
  'ask-again': {
    says: 'Ask again how the person is: twelve weeks have passed; or say why nobody asks',
    leftAlone: 'waits',
    steps: [{ after: () => 0, duty: 'coordinator' }],
  },
  ...circumstanceObligations,
  ...confirmingObligations,
  ...companionObligations,
} as const satisfies Record<string, ObligationKind>;

export type ObligationCode = keyof typeof obligationKinds;

/** One kind as any other: what a kind does not say is absent. */
export const kindOfOwed = (what: ObligationCode): ObligationKind => obligationKinds[what];
