import type { RefusalCode } from '../../contracts/refusals.ts';

/** One thing that is wrong. `expression` is FHIRPath; `diagnostics` never holds personal data. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly expression?: string;
  readonly diagnostics?: string;
  /** The id of what already exists (`duplicate`), never of somebody else's. */
  readonly existing?: string;
}

/** A refusal is a value; an exception is a bug or broken infrastructure. All faults are reported at once. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** What came of it, where nothing was wrong. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** Refused for one reason; `more` says where and what, without personal data. Fits wherever a `Result` is awaited. */
export const refuse = (code: RefusalCode, more: Omit<Refusal, 'code'> = {}): Result<never> => ({
  ok: false,
  refusals: [{ code, ...more }],
});

/** Refused with everything that is wrong, or `undefined` when nothing is. */
export const refuseAll = (found: readonly Refusal[]): Result<never> | undefined => {
  const [first, ...rest] = found;
  return first ? { ok: false, refusals: [first, ...rest] } : undefined;
};
