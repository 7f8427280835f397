import type { FhirResource } from 'fhir/r4.js';
import { referenceTo } from '../domain/referral.ts';
import { pack } from './codec.ts';
import { largestItem } from './keys.ts';

/** What an ordinary act adds, in characters of JSON: an onward request with its permission, or a few texts of 2,000. */
const ordinary = 12_000;
/** What the hub adds to each resource that stood before: an end takes every open onward Task with it. */
const ordinaryEach = 3_000;
/** What large bodies must leave of an item: what stands in Tasks is written again whole, with all that is added to it later. */
const reserve = 90_000;
export const roomForLarge = largestItem - reserve;
/** Below this, no text of any language comes near an item, so nothing need be packed to know. */
const certainlySmall = 100_000;
/** Far above any true referral; what compresses a thousandfold must not blow up when it is read. */
export const largestJson = 4 * 1024 * 1024;

const lengthOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

const isOrdinary = (changed: readonly FhirResource[], standing: readonly FhirResource[]): boolean => {
  const names = new Set(changed.map(referenceTo));
  const before = standing.filter((r) => names.has(referenceTo(r)));
  return lengthOf(changed) - lengthOf(before) <= ordinary + ordinaryEach * before.length;
};

/** Everything that is live after a change. */
export const liveAfter = (changed: readonly FhirResource[], standing: readonly FhirResource[]): FhirResource[] => {
  const names = new Set(changed.map(referenceTo));
  return [...changed, ...standing.filter((r) => !names.has(referenceTo(r)))];
};

/**
 * Only what is large is ever refused, and while there is room for all that may follow: a referral in which nobody can act,
 * and of which the hub can remind nobody, is a person forgotten. What counts is what an act adds, not how large the
 * resource is that it changes.
 */
export const hasRoom = (changed: readonly FhirResource[], standing: readonly FhirResource[]): boolean => {
  if (isOrdinary(changed, standing)) return true;
  const live = liveAfter(changed, standing);
  const json = lengthOf(live);
  return json <= certainlySmall || (json <= largestJson && pack(live).length <= roomForLarge);
};
