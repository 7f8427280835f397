/**
 * What anybody may do or see, by kind. Which action moves which Task is the transition table's alone
 * (contracts/lifecycle/transitions.ts); a deed is what a role needs to be allowed at all.
 */
export const allDeeds = [
  'see-receipt',
  'see-status',
  'see-outcome',
  'see-invitation',
  'see-record',
  'see-own-page',
  'see-counts',
  'see-trail',
  'refer',
  'see-answers',
  'message',
  'acknowledge',
  'report',
  'correct-contact',
  'end',
  'work',
  'measure',
  'close',
  'ask-partner',
  'permit',
  'speak-for-oneself',
  'assign',
  'take-part',
  'go-along',
  'concern',
  'suggest',
  'moderate',
  'read-concerns',
  'pause-requests',
  'break-glass',
  'export',
  'register',
] as const;
export type Deed = (typeof allDeeds)[number];
