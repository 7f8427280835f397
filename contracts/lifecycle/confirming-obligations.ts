import type { Policy } from './deadlines.ts';

/**
 * What a link worker owes where the ways of confirming do not end in an answer. Part of `obligationKinds`. The words stand on lists and in
 * reminders, so they say nothing of the person.
 */
export const confirmingObligations = {
  'results-differ': {
    says: 'Find out, and say which holds: the person and the group do not say the same about the meeting',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.resultsDiffer, duty: 'coordinator' }],
  },
  'ring-group': {
    says: 'Ring the group: it cannot be reached, or asked for help, about who comes and who came',
    leftAlone: 'stands',
    steps: [{ after: (p: Policy) => p.ringGroup, duty: 'coordinator' }],
  },
  'ring-person': {
    says: 'Ring the person: they answered a text message, and nobody has read what they wrote',
    leftAlone: 'waits',
    steps: [{ after: (p: Policy) => p.tellPerson, duty: 'coordinator' }],
  },
} as const;
