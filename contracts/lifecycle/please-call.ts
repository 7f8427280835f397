/**
 * "Not well, please call" (issue 6 item 8). All that anybody may say is codes: groups give no advice, and nobody writes here
 * what is wrong. Topic of a Communication of kind `please-call`; its `priority` says how soon.
 */
export const callAskedBy = {
  person: 'The person asks to be called',
  others: 'Somebody who is with the person asks that they are called',
} as const;
export type CallAskedBy = keyof typeof callAskedBy;

export const isCallAskedBy = (code: string | undefined): code is CallAskedBy =>
  code !== undefined && Object.hasOwn(callAskedBy, code);

/** `Communication.priority`. What is sooner than this is for 999 and 111. */
export const callPriorities = { routine: 'Not urgent', urgent: 'Urgent' } as const;
export type CallPriority = keyof typeof callPriorities;
