import type { RouteName, SafeguardingRoute } from '../../../contracts/areas/safeguarding.ts';
import type { Concern } from '../../../contracts/safeguarding/schemas.ts';
import type { Actor } from '../referral.ts';

export const levels = ['worried', 'unsafe'] as const;
type Level = (typeof levels)[number];

/** A reader who was told that something waits. */
interface Told {
  readonly reader: string;
  readonly at: string;
}

/** What is known of a concern without reading it: enough to see that somebody does. */
export interface OpenConcern {
  readonly id: string;
  /** Counts up with each change. */
  readonly version: number;
  readonly at: string;
  readonly level: Level;
  readonly route: RouteName;
  /** `did-not-come`: the hub's own, of a person with a safeguarding flag. */
  readonly kind: 'raised' | 'did-not-come';
  /** The organisation that it is about: it is never shown there. */
  readonly organisation?: string | undefined;
  /** The referral of the person whom it is about, as it was named: an id, or the reference for people. */
  readonly referral?: string | undefined;
  readonly told: readonly Told[];
  /** When the next reader is told, unless somebody acknowledges before. */
  readonly due: string;
  /** Since when there is nobody left to tell in time. */
  readonly stranded?: string | undefined;
  readonly acknowledged?: { readonly at: string; readonly name: string; readonly organisation: string } | undefined;
}

/** Milliseconds within which somebody must acknowledge. */
export const patienceOf = ({ acknowledgeWithin }: SafeguardingRoute, level: Level): number =>
  level === 'unsafe' ? acknowledgeWithin.unsafe.minutes * 60_000 : acknowledgeWithin.worried.hours * 3_600_000;

/** What was written, by whom: read by a duty owner who says their name, and by nobody else. */
export interface Content {
  readonly id: string;
  readonly at: string;
  /** Absent: the hub's own, of a first meeting without the person. */
  readonly concern?: Concern | undefined;
  readonly by: Actor;
  readonly bodyHash: string;
}

/** One who opened, acknowledged or closed it. */
export interface Opened {
  readonly at: string;
  readonly what: 'read' | 'acknowledged' | 'closed';
  readonly name: string;
  readonly organisation: string;
  readonly client: string;
  readonly words?: string | undefined;
}

/** New onward requests to an organisation that a duty owner paused. */
export interface Held {
  readonly organisation: string;
  readonly since: string;
  readonly by: string;
}
