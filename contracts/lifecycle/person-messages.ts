interface Kind {
  /** What the coordinator reads of it. */
  readonly display: string;
  /**
   * The person would stand before a closed door, or not know that somebody expects them: it is confirmed as delivered, or
   * somebody tells them. Of the others only that they came back is for a human.
   */
  readonly mustBeKnown: boolean;
}

/** What the hub says to the person who is referred. Issue 8 item 1. */
export const personMessages = {
  received: { display: 'We have the request, and somebody rings', mustBeKnown: false },
  'signed-up': { display: 'Signed up: when it is', mustBeKnown: true },
  'reminder-soon': { display: 'Reminder, two days before', mustBeKnown: false },
  'reminder-today': { display: 'Reminder, that morning', mustBeKnown: false },
  moved: { display: 'It is at another time or place', mustBeKnown: true },
  cancelled: { display: 'It does not take place', mustBeKnown: true },
  'companion-gone': { display: 'Whoever was to go along with them cannot', mustBeKnown: true },
  'how-was-it': { display: 'How did it go, and would they go again?', mustBeKnown: false },
} as const satisfies Record<string, Kind>;
export type PersonMessage = keyof typeof personMessages;

export const isPersonMessage = (code: string | undefined): code is PersonMessage =>
  code !== undefined && Object.hasOwn(personMessages, code);

/** Whether somebody has to know that it reached them. */
export const mustBeKnown = (message: PersonMessage): boolean => personMessages[message].mustBeKnown;

/** When messages reach people, in England: issue 8 item 1. */
export const tellingHours = { opens: '08:00', closes: '20:00' } as const;

/** Two days before, in the middle of a morning; and on the day itself as soon as may be. */
export const remindAt = {
  'reminder-soon': { daysBefore: 2, at: '10:00' },
  'reminder-today': { daysBefore: 0, at: '08:00' },
} as const;

/** Working days that a letter takes, and how many before the meeting it must be there. */
export const post = { takes: 3, thereBefore: 2 } as const;

/** Calendar days after a meeting in which it makes sense to ask how it went. */
export const askHowFor = 7;

/** Answers to "would you go again?": issue 8 item 6. */
export const goAgain = {
  yes: 'Would go again',
  no: 'Would not go again',
  'not-sure': 'Is not sure whether to go again',
} as const;
export type GoAgain = keyof typeof goAgain;

export const isGoAgain = (code: string | undefined): code is GoAgain =>
  code !== undefined && Object.hasOwn(goAgain, code);
