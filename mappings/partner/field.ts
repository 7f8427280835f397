import { type Tier, tiers } from '../../functions/domain/participant.ts';
import type { Onward, Referral } from '../../functions/domain/referral.ts';

/** What a partner's fieldsOf is made from. */
export interface InvitationSource {
  readonly referral: Referral;
  readonly onward: Onward;
  readonly tier: Tier;
  /** ISO 8601 UTC with milliseconds. */
  readonly now: string;
}

/** Whose words a field may hold. Every other field holds ids, codes, numbers, instants and sentences of the hub. */
export const wordsOf = {
  person: 'of the person: their name',
  agreed: 'agreed with the person, to be shared as they stand',
  'written-for-it': 'written new for this partner, and agreed with the person',
  arrangement: 'of whoever named the meeting',
  own: 'its own',
} as const;

/** One field that leaves the hub, and why the recipient needs it. DESIGN 1, least data by construction. */
export interface Field<From, T> {
  readonly why: string;
  /** The lowest tier that sees it. @default name-only */
  readonly tier?: Tier;
  readonly words?: keyof typeof wordsOf;
  /** The fields of what it holds, where that is not a single value. */
  readonly holds?: Fields;
  readonly of: (from: From) => T;
}

/** A table as whoever documents it reads it: what its fields are made from is their own business. */
export type Fields = Readonly<Record<string, Omit<Field<never, unknown>, 'of'>>>;

type View<From, Table extends Record<string, Field<From, unknown>>> = {
  [K in keyof Table]: ReturnType<Table[K]['of']>;
};

export const isSeenAt = (tier: Tier, { tier: lowest = 'name-only' }: Fields[string]): boolean =>
  tiers.indexOf(lowest) <= tiers.indexOf(tier);

/** Only what the table names, up to this tier, leaves; what has no value is left away. */
export const fieldsOf = <From, Table extends Record<string, Field<From, unknown>>>(
  fields: Table,
  from: From,
  tier: Tier = 'name-only',
): View<From, Table> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => isSeenAt(tier, field))
      .map(([name, field]) => [name, field.of(from)])
      .filter(([, value]) => value !== undefined),
  ) as View<From, Table>;
