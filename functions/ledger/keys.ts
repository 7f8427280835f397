/** Keys of the ledger. One partition per referral; versions sort by number. DESIGN 5. */
export const referralKey = (referral: string): string => `R#${referral}`;
export const versionKey = (version: number): string => `V#${String(version).padStart(7, '0')}`;
/** Request ids of different clients may be alike, so that what came later is named by its version as well. */
export const messageKey = (request: string, version: number): string =>
  version === 1 ? `M#${request}` : `M#${request}#${version}`;
export const guardKey = (guard: string): { pk: string; sk: string } => ({ pk: `G#${guard}`, sk: 'G' });

/** That somebody at an organisation told a person of the service: by the day, and by the request, so that one tap is one. */
export const signpostKey = (organisation: string, at: string, request: string): { pk: string; sk: string } => ({
  pk: `T#${organisation}`,
  sk: `${at.slice(0, 10)}#${request}`,
});

export const referralOfKey = (pk: string): string | undefined => (pk.startsWith('R#') ? pk.slice(2) : undefined);
export const versionOfKey = (sk: string): number | undefined =>
  /^V#\d{7}$/.test(sk) ? Number(sk.slice(2)) : undefined;

/** Index key of version 1 alone, so that a referral which was never projected can be found: its day of birth. */
export const bornKey = (at: string): string => at.slice(0, 10);

/** A snapshot holds all live resources, so that 16 items suffice to fold; more only where they do not fit one item. */
export const snapshotEvery = 16;
export const isSnapshotDue = (version: number): boolean => version % snapshotEvery === 0;

/** DynamoDB refuses items over 400 KB; we refuse before it does. */
export const largestItem = 390_000;
export const messageDays = 90;
export const seenDays = 7;
