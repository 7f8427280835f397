import type { Row } from './row.ts';

/** The newest version that any of a referral's rows was made from; 0: none says. */
export const seenBy = (standing: readonly Pick<Row, 'version'>[]): number =>
  Math.max(0, ...standing.map(({ version = 0 }) => version));

export const versionsAfter = (seen: number, newest: number): number[] =>
  Array.from({ length: Math.max(0, newest - seen) }, (_, n) => seen + 1 + n);
