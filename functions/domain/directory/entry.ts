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
  /** `key`: its id over FHIR. */
  readonly organisation?: { readonly id: string; readonly key: string; readonly name: string };
  /** Its places: ids as the directory gave them, of the place and of the service being there. */
  readonly places: readonly { readonly id?: string; readonly location?: string }[];
  /** Ids of its taxonomy terms. */
  readonly terms: readonly string[];
  /** False for one that is closed, or gone from its feed. */
  readonly open: boolean;
  /** Its feed lists it no longer. */
  readonly gone?: true;
  readonly needs: readonly Need[];
  readonly ages: { readonly from?: number; readonly to?: number };
  /** Since when it is as it is: instant. */
  readonly changed: string;
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
  /** Key of the service that has taken its place, as somebody said by hand. */
  readonly successor?: string;
  /** Organisation code of the group on this hub that runs it; without one it can be told of, and not referred to. */
  readonly partner?: string;
}
