import type { personFirstRisks } from '../../contracts/lifecycle/codes.ts';
import type { ReferralReason, WayIn } from '../../contracts/lifecycle/reasons.ts';
import type { ReferrerKind } from '../../contracts/lifecycle/referrers.ts';

/** Who asks, as the request names them. */
export type AskedBy =
  /** Somebody at an organisation; without a code, as they said it. */
  | { readonly is: 'worker'; readonly name: string; readonly organisation?: string; readonly telephone?: string }
  | { readonly is: 'friend-or-relative'; readonly name: string; readonly telephone?: string }
  | { readonly is: 'self' };

/** What somebody told on a page, each part checked. */
export interface Told {
  readonly first: string;
  readonly last?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly born?: string;
  /** Ten digits with a right check digit. */
  readonly nhsNumber?: string;
  /** Copied from a record in which it is traced, by whoever keeps that record. */
  readonly isTraced?: true;
  readonly telephone?: string;
  /** What was said of that number; `none`: there is no number that may be rung. */
  readonly safety: 'safe' | 'unknown' | 'none';
  /** When, how or through whom; where there is no number, how else. */
  readonly how?: string;
  /** In the person's own words. */
  readonly matters: string;
  readonly reason: ReferralReason;
  /** Empty: none are known, and that was said. `undefined`: nobody said anything. */
  readonly risks: readonly (typeof personFirstRisks)[number][] | undefined;
  /** They know of it and agree. */
  readonly agreed: boolean;
  readonly kind?: ReferrerKind;
  readonly by: AskedBy;
  readonly way: WayIn;
  /** Code of the practice where they are registered, as far as is known. */
  readonly practice?: string;
  /** Code of the practice that may be told how it goes, if not whoever asks. */
  readonly tells?: string;
  /** The calendar day on which it was recommended, `YYYY-MM-DD`. */
  readonly recommended: string;
  /** A person checks it first: the calendar day by which, `YYYY-MM-DD`. */
  readonly checkedBy?: string;
}
