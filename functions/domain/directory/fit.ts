import type { Ask, Known } from './ask.ts';
import { bandOf, milesBetween, reachOf, usualReach } from './distance.ts';
import type { Entry } from './entry.ts';
import { isStale } from './freshness.ts';

/** Why a service is not offered. */
export type Unfit =
  | 'closed'
  | 'other-need'
  | 'too-young'
  | 'too-old'
  | 'too-far'
  | 'other-way'
  | 'full'
  | 'switched-off'
  | 'said-no';

/** How well it fits: each number is better the smaller it is, and an earlier one weighs more than all after it. */
export interface Fit {
  readonly entry: Entry;
  readonly stale: boolean;
  readonly needsUnmet: number;
  readonly accessUnknown: number;
  /** 0 on a day that suits, 1 not known or not asked, 2 on other days. */
  readonly day: 0 | 1 | 2;
  readonly band: number;
  readonly miles?: number;
  /** 0 has room, 1 unknown. */
  readonly room: 0 | 1;
}

export const isAnywhere = ({ national, ways }: Entry): boolean => national || ways.some((way) => way !== 'in-person');

const milesTo = (entry: Entry, { at }: Ask): number | undefined => entry.at && at && milesBetween(at, entry.at);

/** Why it must not be offered, or how well it fits. */
export const fitOf = (entry: Entry, ask: Ask, known: Known): Unfit | Fit => {
  const miles = milesTo(entry, ask);
  const reach = ask.transport === undefined ? usualReach : reachOf[ask.transport];
  const unfit = unfitFor(entry, ask, known, miles !== undefined && miles > reach);
  if (unfit) return unfit;
  return {
    entry,
    stale: isStale(entry.checked, known.now),
    needsUnmet: ask.needs.filter((need) => !entry.needs.includes(need)).length,
    accessUnknown: (ask.access ?? []).filter((fact) => !entry.access.includes(fact)).length,
    day: dayOf(entry, ask),
    band: isAnywhere(entry) && miles === undefined ? 0 : bandOf(miles, reach),
    ...(miles === undefined ? {} : { miles }),
    room: known.capacity(entry) === 'has-room' ? 0 : 1,
  };
};

const unfitFor = (entry: Entry, ask: Ask, known: Known, isTooFar: boolean): Unfit | undefined => {
  if (!entry.open) return 'closed';
  if (ask.not?.includes(entry.key)) return 'said-no';
  if (ask.needs.length > 0 && !ask.needs.some((need) => entry.needs.includes(need))) return 'other-need';
  return unfitForPerson(entry, ask, isTooFar) ?? unfitForNow(entry, known);
};

const unfitForPerson = ({ ages, ways, ...entry }: Entry, { age, way }: Ask, isTooFar: boolean): Unfit | undefined => {
  if (age !== undefined && ages.from !== undefined && age < ages.from) return 'too-young';
  if (age !== undefined && ages.to !== undefined && age > ages.to) return 'too-old';
  if (way !== undefined && ways.length > 0 && !ways.includes(way)) return 'other-way';
  return isTooFar && !isAnywhere({ ...entry, ages, ways }) && !entry.access.includes('fetches-people')
    ? 'too-far'
    : undefined;
};

const unfitForNow = (entry: Entry, known: Known): Unfit | undefined => {
  if (known.isOff(entry)) return 'switched-off';
  return known.capacity(entry) === 'full' ? 'full' : undefined;
};

const dayOf = ({ days }: Entry, ask: Ask): Fit['day'] => {
  if (!ask.days?.length || days.length === 0) return 1;
  return days.some((day) => ask.days?.includes(day)) ? 0 : 2;
};
