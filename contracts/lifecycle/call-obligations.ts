import type { Policy } from './deadlines.ts';

/**
 * Somebody asked that the person is called because they are not well. Part of `obligationKinds`. The words stand on lists and
 * in reminders, so they say nothing of the person.
 */
export const callObligations = {
  'call-read': {
    says: 'Read the message that asks for a call, and say who has read it',
    leftAlone: 'stands',
    steps: [
      { after: (p: Policy) => p.callRead.read, duty: 'asked' },
      { after: (p: Policy) => p.callRead.ring, duty: 'coordinator' },
    ],
  },
  'call-read-urgent': {
    says: 'Read the urgent message that asks for a call, and say who has read it',
    leftAlone: 'stands',
    steps: [
      { after: (p: Policy) => p.callReadUrgentHours.read, unit: 'hours', duty: 'asked' },
      { after: (p: Policy) => p.callReadUrgentHours.ring, unit: 'hours', duty: 'coordinator' },
    ],
  },
  'call-ring': {
    says: 'Ring whoever cares for the person: a call was asked for, and nobody there is known to have read it',
    leftAlone: 'stands',
    steps: [
      { after: (p: Policy) => p.callRead.read, duty: 'coordinator' },
      { after: (p: Policy) => p.callRead.ring, duty: 'coordinator' },
    ],
  },
  'call-ring-urgent': {
    says: 'Urgent: ring whoever cares for the person: a call was asked for, and nobody there is known to have read it',
    leftAlone: 'stands',
    steps: [
      { after: (p: Policy) => p.callReadUrgentHours.read, unit: 'hours', duty: 'coordinator' },
      { after: (p: Policy) => p.callReadUrgentHours.ring, unit: 'hours', duty: 'coordinator' },
    ],
  },
} as const;
