import type { AccessFact } from '../../../contracts/directory/access.ts';
import type { CapacityState } from '../../../contracts/directory/capacity.ts';
import type { Need } from '../../../contracts/directory/needs.ts';
import type { Transport } from './distance.ts';
import type { Day, Entry, WayToMeet } from './entry.ts';

/** What somebody looks for. Nothing in it says who. */
export interface Ask {
  readonly needs: readonly Need[];
  /** Where they live, by their outward code: `GL3`. */
  readonly from?: string;
  /** Degrees of that outward code, where the area knows it. */
  readonly at?: readonly [latitude: number, longitude: number];
  readonly age?: number;
  /** What they need to take part. */
  readonly access?: readonly AccessFact[];
  /** On which days they could. */
  readonly days?: readonly Day[];
  readonly way?: WayToMeet;
  readonly transport?: Transport;
  /** Keys that must not be offered: what the person said no to. */
  readonly not?: readonly string[];
}

/** It stands for any more: nobody counts further, however many were sent. */
export const manySent = 200;

/** What is known beside the directory, at this moment. */
export interface Known {
  readonly now: string;
  readonly capacity: (entry: Entry) => CapacityState;
  /** Whether whoever runs it takes no new requests now: switched off, paused, not yet live. */
  readonly isOff: (entry: Entry) => boolean;
  /** Whether whoever runs it was checked for work with people under 18, and that still holds. */
  readonly isChecked?: (entry: Entry) => boolean;
  /** How many were sent to it lately, where somebody counts; at most `manySent`. */
  readonly load?: (entry: Entry) => number;
  /** The explanation says it: to whom the people are, and to nobody else, as it may be a count of one. */
  readonly saysLoad?: true;
  /** Changes from asking to asking: among equals it decides whose turn it is. */
  readonly turn: string;
}
