import type { Ledger, Loaded } from '../usecases/ports.ts';

/** The invitation was read to see whose it is; the use case takes that reading for its first try, and later ones afresh. */
export const startingFrom = (loaded: Loaded, ledger: Ledger): Ledger => {
  let first: Loaded | undefined = loaded;
  return {
    ...ledger,
    load: async (referral, upTo) => {
      if (upTo !== undefined || !first) return ledger.load(referral, upTo);
      const known = first;
      first = undefined;
      return known;
    },
  };
};
