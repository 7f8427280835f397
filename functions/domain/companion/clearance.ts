import type { ClearedFor } from '../../../contracts/lifecycle/companions.ts';

/** What the register knows of a companion. Dates are calendar dates `YYYY-MM-DD` in England. No certificate, no number of one. */
export interface Clearance {
  /** The day on which their training was done; absent: they are not trained. */
  readonly trained?: string;
  /** Each with the last day on which it holds. */
  readonly clearedFor: readonly { readonly work: ClearedFor; readonly until: string }[];
  /** Codes of contracts/directory/needs.ts: what they know from their own life, for whoever asks them and for nobody else (users.md S61). */
  readonly experience?: readonly string[];
}

/** Why somebody cannot be asked; said to the coordinator, and nothing of why they are not cleared. */
export const notCleared = {
  'not-trained': 'not trained yet',
  'public-places': 'not cleared to meet people on that day',
  'home-visits': 'not cleared for home visits on that day: the meeting is at home',
  'under-18': 'not cleared for people under 18 on that day',
} as const;
export type NotCleared = keyof typeof notCleared;

/** A clearance that ends before the meeting is none for it, whatever day it is asked on. */
const holdsOn = ({ clearedFor }: Clearance, work: ClearedFor, day: string): boolean =>
  clearedFor.some((one) => one.work === work && one.until >= day);

/** Everything that keeps a companion from a meeting on that day. */
export const whyNotCleared = (
  clearance: Clearance | undefined,
  { day, needs }: { readonly day: string; readonly needs: readonly ClearedFor[] },
): NotCleared[] => {
  if (!clearance) return ['public-places'];
  const { trained } = clearance;
  return [
    ...(trained === undefined || trained > day ? (['not-trained'] as const) : []),
    ...needs.filter((work) => !holdsOn(clearance, work, day)),
  ];
};
