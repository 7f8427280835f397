interface Canary {
  /** Which one of the run. */
  readonly n: number;
  /** Who referred them. */
  readonly organisation: string;
}

/** The referrals whose every word is a marker, by their id: known once the hub has answered. */
export const newCanaries = () => {
  const all = new Map<string, Canary>();
  return {
    add: (referral: string, canary: Canary): void => {
      all.set(referral, canary);
    },
    of: (referral: string): Canary | undefined => all.get(referral),
    get size(): number {
      return all.size;
    },
  };
};
