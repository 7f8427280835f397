/** Whether the person may be shown a message on a screen of theirs: what the practice does with it in its own system. */
export const shownOnline = {
  yes: 'The person has said that they may see it online',
  no: 'Keep it out of what the person can see online: somebody else may read it on their screen',
  ask: 'Ask the person before they can see it online',
} as const;
export type ShownOnline = keyof typeof shownOnline;

export const isShownOnline = (code: string | undefined): code is ShownOnline =>
  code !== undefined && Object.hasOwn(shownOnline, code);
