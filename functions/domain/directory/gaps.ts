import { isNeed, type Need, needs } from '../../../contracts/directory/needs.ts';
import { hiddenIn } from '../reports/suppress.ts';
import { milesBetween } from './distance.ts';
import type { Entry } from './entry.ts';
import { isAnywhere } from './fit.ts';

/** A need for which no service is open within reach of a place. */
export interface Gap {
  readonly need: Need;
  /** Outward code. */
  readonly place: string;
  /** Miles to the nearest that is open; absent: there is none, or nobody knows where. */
  readonly nearest?: number;
  /** People for whom it was written down that there was no service; `hidden`: few, or what would give few away. */
  readonly unmet: number | 'hidden';
  /** How often a group said so, and it was accepted. */
  readonly reported: number;
}

/** A need at a place, once for each time that somebody wrote it down. */
export interface NeedAt {
  readonly need: string;
  readonly place: string;
}

interface Seen {
  readonly entries: readonly Entry[];
  readonly places: Readonly<Record<string, readonly [latitude: number, longitude: number]>>;
  readonly miles: number;
  readonly unmet: readonly NeedAt[];
  readonly reported: readonly NeedAt[];
}

const keyOf = ({ need, place }: NeedAt): string => `${need} ${place}`;
const counted = (all: readonly NeedAt[]): Map<string, number> =>
  new Map([...Map.groupBy(all, keyOf)].map(([key, them]) => [key, them.length]));

/** Everybody asks for `other`, and nothing is for it: it is no gap. */
const asked = Object.keys(needs)
  .filter(isNeed)
  .filter((need) => need !== 'other');

/**
 * Needs with no open service within so many miles of the middle of a place. One that is for the whole country, by telephone or at home
 * is within reach of everybody. How many people that concerned is shown as in every report: no count of 1 to 4, and none by which
 * one could be worked out (suppress.ts).
 */
export const gapsOf = ({ entries, places, miles, unmet, reported }: Seen): Gap[] => {
  const people = counted(unmet);
  const hidden = hiddenIn({ total: unmet.length, cells: people });
  const groups = counted(reported);
  return asked.flatMap((need) => {
    const open = entries.filter((entry) => entry.open && entry.needs.includes(need));
    if (open.some(isAnywhere)) return [];
    return Object.entries(places).flatMap(([place, at]): Gap[] => {
      const nearest = Math.min(...open.flatMap((entry) => (entry.at ? [milesBetween(at, entry.at)] : [])));
      if (nearest <= miles) return [];
      const key = keyOf({ need, place });
      const count = people.get(key) ?? 0;
      return [
        {
          ...{ need, place, reported: groups.get(key) ?? 0 },
          unmet: count > 0 && (hidden === undefined || hidden.has(key)) ? 'hidden' : count,
          ...(Number.isFinite(nearest) ? { nearest } : {}),
        },
      ];
    });
  });
};
