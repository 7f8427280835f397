import type { Tier } from '../../functions/domain/participant.ts';
import type { Onward, Referral } from '../../functions/domain/referral.ts';

/** What a partner's fieldsOf is made from. */
export interface InvitationSource {
  readonly referral: Referral;
  readonly onward: Onward;
  readonly tier: Tier;
  /** ISO 8601 UTC with milliseconds. */
  readonly now: string;
}

/** One field that leaves the hub, and why the recipient needs it. DESIGN 1, least data by construction. */
export interface Field<From, T> {
  readonly why: string;
  readonly of: (from: From) => T;
}

type View<From, Fields extends Record<string, Field<From, unknown>>> = {
  [K in keyof Fields]: ReturnType<Fields[K]['of']>;
};

/** Only what the table names leaves; what has no value is left away. */
export const fieldsOf = <From, Fields extends Record<string, Field<From, unknown>>>(
  fields: Fields,
  from: From,
): View<From, Fields> =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, field]) => [name, field.of(from)])
      .filter(([, value]) => value !== undefined),
  ) as View<From, Fields>;
