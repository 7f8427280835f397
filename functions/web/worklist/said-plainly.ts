import { type Outcome, outcomes } from '../../../contracts/lifecycle/codes.ts';
import { type ObligationCode, obligationKinds } from '../../../contracts/lifecycle/obligations.ts';
import { words } from '../words/words.ts';

const { owed, ends } = words.worklist;

/** What is to be done, as a page says it. */
export const saysOwed = (what: ObligationCode): string => owed[what] ?? obligationKinds[what].says;

/** How something ended, as a page says it. */
export const outcomeWords: Readonly<Record<Outcome, string>> = { ...outcomes, ...ends };
