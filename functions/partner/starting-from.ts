import type { Ledger, Loaded } from '../usecases/ports.ts';

/** The invitation was read to see whose it is; the use case takes that reading for its first try, and later ones afresh. */
export const startingFrom = (loaded: Loaded, ledger: Ledger): Ledger => {
  let first: Loaded | undefined = loaded;
  return {
    load: async (referral, upTo) => {
      if (upTo !== undefined || !first) return ledger.load(referral, upTo);
      const known = first;
      first = undefined;
      return known;
    },
    history: (referral) => ledger.history(referral),
    aliasOf: (referral) => ledger.aliasOf(referral),
    isDisposed: (referral) => ledger.isDisposed(referral),
    append: (next, from, options) => ledger.append(next, from, options),
  };
};
