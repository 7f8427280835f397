import type { AccessFact } from '../../../contracts/directory/access.ts';
import type { Need } from '../../../contracts/directory/needs.ts';

export const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Day = (typeof days)[number];

/** How one meets the service. By telephone or video, and at home, distance is nobody's. */
export const waysToMeet = ['in-person', 'telephone', 'video', 'home-visit'] as const;
export type WayToMeet = (typeof waysToMeet)[number];

/** What search and matching need to know of one service. Everything of it is public. */
export interface Entry {
  /** Its id over FHIR; of the directory's own id see `service`. */
  readonly key: string;
  readonly feed: string;
  /** The id that the directory gave it. */
  readonly service: string;
  readonly name: string;
  readonly organisation?: { readonly id: string; readonly name: string };
  /** Ids of its places, as the directory gave them. */
  readonly locations: readonly string[];
  /** False for a service that is closed, gone from its feed, or that its owner took out. */
  readonly open: boolean;
  readonly needs: readonly Need[];
  readonly ages: { readonly from?: number; readonly to?: number };
  /** What is said of it; what is not said is not known. */
  readonly access: readonly AccessFact[];
  /** On which days of the week; empty where nobody says. */
  readonly days: readonly Day[];
  readonly ways: readonly WayToMeet[];
  /** Degrees, of its place or of the outward code of its address. */
  readonly at?: readonly [latitude: number, longitude: number];
  /** For the whole country, whoever asks from wherever. */
  readonly national: boolean;
  /** The last day on which somebody answered for the entry, `YYYY-MM-DD`. */
  readonly checked?: string;
  /** Organisation code of the group on this hub that runs it; without one it can be told of, and not referred to. */
  readonly partner?: string;
}
