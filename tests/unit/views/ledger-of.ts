import type { Ledger, LedgerEntry } from '../../../functions/usecases/ports.ts';
import { id, type Made, versionsOf } from './made-referral.ts';

const entryOf = (made: Made): LedgerEntry => ({
  referral: id,
  version: made.referral.version,
  at: made.referral.at,
  actor: made.actor,
  action: made.action,
  request: { id: `request-${made.referral.version}`, correlation: 'a-correlation', bodyHash: 'hash' },
  changed: made.changed,
  events: made.events,
  hash: 'hash',
  bytes: 0,
});

/** A ledger that holds one made referral, for tests that need no store. It takes no version. */
export const ledgerOf = (made: Made): Ledger => {
  const versions = versionsOf(made);
  return {
    load: async (referral, upTo = Number.POSITIVE_INFINITY) => {
      const found = referral === id ? versions.filter((v) => v.referral.version <= upTo).at(-1) : undefined;
      if (!found) return undefined;
      const { version, at, events, hash, request } = entryOf(found);
      return {
        referral: found.referral,
        head: { version, at, events, hash, correlation: request.correlation },
        seen: [],
      };
    },
    history: async (_, { from, to } = { from: 1, to: Number.POSITIVE_INFINITY }) =>
      versions.map(entryOf).filter((e) => e.version >= from && e.version <= to),
    aliasOf: async () => undefined,
    isDisposed: async () => false,
    append: async () => {
      throw new Error('This ledger takes no version');
    },
  };
};
