import type { Policy } from './deadlines.ts';

/** What is owed while somebody was asked to go along to a first meeting. Issue 7 item 6. */
export const companionObligations = {
  'answer-companion': {
    says: 'Say whether you can go along with somebody',
    leftAlone: 'stands',
    steps: [
      { after: (p: Policy) => p.answerCompanion.remind, duty: 'task-owner' },
      { after: (p: Policy) => p.answerCompanion.remindAgain, duty: 'task-owner' },
      { after: (p: Policy) => p.answerCompanion.escalate, duty: 'coordinator' },
    ],
  },
  'find-companion': {
    says: 'Find somebody who goes along, or agree another way with the person: no companion has said yes',
    leftAlone: 'waits',
    onItsDay: true,
    steps: [{ after: () => 0, duty: 'coordinator' }],
  },
  'ring-companion': {
    says: 'Ring the companion: a message to them about a meeting did not arrive',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.ringGroup, duty: 'coordinator' }],
  },
  'companion-result': {
    says: 'Say whether the companion and the person met',
    leftAlone: 'stands',
    steps: [
      { after: (p: Policy) => p.companionResult.chase, duty: 'task-owner' },
      { after: (p: Policy) => p.companionResult.chaseAgain, duty: 'task-owner' },
      { after: (p: Policy) => p.companionResult.escalate, duty: 'coordinator' },
    ],
  },
  'companion-missed': {
    says: 'Speak to the person: they and their companion did not meet',
    leftAlone: 'waits',
    steps: [{ after: (p: Policy) => p.companionMissed, duty: 'coordinator' }],
  },
} as const;
