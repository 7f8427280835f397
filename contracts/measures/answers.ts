/** When in somebody's time with the service it was asked. */
export const occasions = {
  entry: 'At the beginning',
  between: 'In between',
  exit: 'Twelve weeks after the beginning, or at the end',
} as const;
export type Occasion = keyof typeof occasions;

/** How it was asked. */
export const modes = {
  'in-person': 'In person',
  telephone: 'By telephone',
  video: 'By video',
  paper: 'On paper',
  online: 'On a page or by SMS',
} as const;
export type Mode = keyof typeof modes;

/** Why there are no numbers: an answer like any other, which holds nothing up (issue 10, 1). */
export const notAnswered = {
  declined: 'The person would rather not',
  'not-suitable-now': 'Not the right moment for the person',
  'not-explained': 'It could not be explained what it is for',
  'not-asked': 'Nobody asked in time',
} as const;
export type NotAnswered = keyof typeof notAnswered;

/** No more than three sittings of one person in twelve weeks (issue 10, 1); one day is one sitting. */
export const mostSittings = 3;
export const sittingsDays = 84;
/** Numbers of the twelfth week are taken until the sixteenth; those of what is asked once, until so many days after the end of the referral. */
export const lateExitDays = 28;
/** Days between the numbers of the beginning and those of the end that reports compare without a word: eleven weeks are too few (users.md S15). */
export const exitWindow = { from: 78, to: 112 } as const;

const isIn =
  <T extends string>(list: Readonly<Record<T, string>>) =>
  (code: unknown): code is T =>
    typeof code === 'string' && Object.hasOwn(list, code);

export const isOccasion = isIn(occasions);
export const isMode = isIn(modes);
export const isNotAnswered = isIn(notAnswered);
