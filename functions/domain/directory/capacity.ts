import { type CapacityState, capacityDays } from '../../../contracts/directory/capacity.ts';

/** What a group once said of its room: the same fact whether it came by a link, by the partner API or by telephone. */
export interface CapacityFact {
  /** Whose: the key of a service, or the organisation code of a partner, which then is so for all that it runs. */
  readonly of: string;
  readonly state: CapacityState;
  /** Until when it holds, an instant; without it until it is too old to be true. */
  readonly until?: string;
  readonly saidAt: string;
}

const dayMs = 86_400_000;

/**
 * What is known of its room now. Whatever was said holds until its own end, and never longer than 30 days: nobody is kept out
 * for ever by a word of last year, and nobody is sent to a group that had room then.
 */
export const capacityNow = (fact: CapacityFact | undefined, now: string): CapacityState => {
  if (!fact) return 'unknown';
  if (fact.until !== undefined && now >= fact.until) return 'unknown';
  return Date.parse(now) - Date.parse(fact.saidAt) > capacityDays * dayMs ? 'unknown' : fact.state;
};

/** Of several facts about one service the newest; of two at once the one that keeps people from a group without room. */
export const newestOf = (facts: readonly CapacityFact[]): CapacityFact | undefined =>
  [...facts].sort(
    (a, b) => b.saidAt.localeCompare(a.saidAt) || Number(b.state === 'full') - Number(a.state === 'full'),
  )[0];
