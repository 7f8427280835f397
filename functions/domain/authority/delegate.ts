import type { Deed } from '../../../contracts/authority/deeds.ts';
import { reachOf } from '../../../contracts/authority/roles.ts';

/** Whom a person lets act for them, for what, and until when. The sign-in of such people comes with issue 7. */
export interface Delegation {
  readonly scope: readonly Deed[];
  /** The last calendar day on which it holds, `YYYY-MM-DD`, Europe/London. */
  readonly until: string;
}

/** `today`: the calendar date in England. A scope never holds more than the table gives a delegate. */
export const mayAsDelegate = ({ scope, until }: Delegation, deed: Deed, today: string): boolean =>
  today <= until && scope.includes(deed) && reachOf('delegate', deed) !== undefined;
