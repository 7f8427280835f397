import type { Policy } from './deadlines.ts';

/** What the coordinator owes because of what was reported of the person. Part of `obligationKinds`. */
export const circumstanceObligations = {
  'confirm-circumstance': {
    says: 'Find out whether what was reported about the person is right, and say so',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.confirmCircumstance, duty: 'coordinator' }],
  },
  'read-risks': {
    says: 'Read the risks that were found: they may be those of others too, and the person is to be left alone',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.personFirst, duty: 'coordinator' }],
  },
  'close-referral': {
    says: 'Close the referral: the person cannot go on with it',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.nextStep, duty: 'coordinator' }],
  },
  'check-need': {
    says: 'Find out why something new is asked for: the person is known to have died or moved away',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.confirmCircumstance, duty: 'coordinator' }],
  },
  'look-at-linked': {
    says: 'Look at the linked referral, of a carer or of whom they care for, and speak to them',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.lookAtLinked, duty: 'coordinator' }],
  },
  'clear-practice': {
    says: 'Find out which practice the person is with, and tell it what waits: nothing is sent to the one that referred',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.clearPractice, duty: 'coordinator' }],
  },
  'make-good': {
    says: 'Speak to the person: what was arranged was called off because of a report that was wrong',
    leftAlone: 'untold',
    steps: [{ after: (p: Policy) => p.makeGood, duty: 'coordinator' }],
  },
} as const;
