import { keyedHash } from '../runtime/hash.ts';

/** 65 bits: no two links of a county are alike by chance, and nothing hangs on that nobody guesses it. */
export const linkIdLength = 13;

/** The id of what a link opens, the same whoever derives it: it follows from the ledger, and opens nothing by itself. */
export const linkIdOf = (name: string): string => keyedHash('link')(name).slice(0, linkIdLength);
