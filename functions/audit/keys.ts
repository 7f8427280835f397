/** Keys of the audit table. A chain lies in a part for each hour, so that what grew in an hour is found by one Query. */
export const chainKey = (chain: string, hour: string): string => `${chain}#${hour}`;
export const numberKey = (number: number): string => String(number).padStart(10, '0');

/** `2026-11-22T08` (UTC). */
export const hourOf = (at: string): string => at.slice(0, 13);

/** `fhir-api#<uuid>#2026-11-22T08` */
const chainForm = /^([a-z-]+#[0-9a-f-]{36})#(\d{4}-\d\d-\d\dT\d\d)$/;

/** undefined for an item that is no record of a chain. */
export const chainOfKey = (pk: string): { readonly chain: string; readonly hour: string } | undefined => {
  const [, chain, hour] = chainForm.exec(pk) ?? [];
  return chain === undefined || hour === undefined ? undefined : { chain, hour };
};

/** Index key of the first record of each part, so that all parts of some hours are found by one Query. */
export const allParts = 'PARTS';

/** Heads of ledgers as projection saw them: a day in one partition, in the order of the hours. */
export const witnessDayKey = (hour: string): string => `HEADS#${hour.slice(0, 10)}`;
export const witnessKey = (hour: string, name: string): string => `${hour}#${name}`;

export const anchorsKey = 'ANCHORS' as const;
