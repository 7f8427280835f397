import type { FhirResource } from 'fhir/r4.js';
import { pack } from './codec.ts';
import { largestItem } from './keys.ts';

/** An ordinary action: a Task, a meeting, a conversation of a few lines. */
const ordinary = 800;
/** What large bodies must leave of a snapshot, for hundreds of ordinary actions. */
const reserve = 60_000;
/** Below this, no text of any language fills a snapshot, so nothing need be packed to know. */
const certainlySmall = 100_000;
/** Far above any true referral; what compresses a thousandfold must not blow up when it is read. */
const largestJson = 4 * 1024 * 1024;

/**
 * Every 16th version holds all live resources. One that cannot be written would stop the referral for good, so a large
 * body is refused while there is still room for everything else that must happen.
 */
export const hasRoom = (packedBody: number, live: readonly FhirResource[]): boolean => {
  if (packedBody <= ordinary) return true;
  const json = JSON.stringify(live).length;
  return json <= certainlySmall || (json <= largestJson && pack(live).length <= largestItem - reserve);
};
