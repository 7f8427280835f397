import { indexPage, indexPlaces, type PlacedRow, type Views } from './index-page.ts';
import { endedList, heardList, openList, referralOfKey } from './keys.ts';
import type { Row } from './row.ts';

export interface WorklistQuestion {
  readonly organisation: string;
  /** Ended ones are a list of their own, by their last change; open ones are by `authoredOn` and keep their place. */
  readonly ended: boolean;
  /** Instead: what it takes no part in and is sent messages of, by the newest of them. */
  readonly heardOnly?: true;
  /** Entries from this place on: an instant, or what an earlier page gave as `next`. */
  readonly from?: string;
  /** From the end of the list backwards; `from` is then where an earlier page ended. */
  readonly newestFirst?: boolean;
  /** At most 100: what one BatchGetItem takes. */
  readonly limit: number;
}

export interface WorklistPage {
  /** Some may be missing: the index lags behind the rows. The caller filters by `tasks`. */
  readonly rows: readonly Row[];
  readonly placed: readonly PlacedRow[];
  /** Where the next page begins; absent on the last one. Holds a referral id: sign it before it leaves. */
  readonly next?: string;
}

const listOf = ({ organisation, ended, heardOnly }: WorklistQuestion): string => {
  if (heardOnly) return heardList(organisation);
  return ended ? endedList(organisation) : openList(organisation);
};

const placesOf = (asked: WorklistQuestion): Parameters<typeof indexPlaces>[1] => ({
  ...asked,
  ...{ index: 'worklist', range: 'listed' },
  hash: ['list', listOf(asked)],
});

/** One page of what an organisation takes part in: one Query of keys and one batch read, whatever the filter. */
export const worklist =
  (views: Views) =>
  async (question: WorklistQuestion): Promise<WorklistPage> => {
    const page = await indexPage(views, placesOf(question));
    return { rows: page.rows.map(({ row }) => row), placed: page.rows, ...(page.next ? { next: page.next } : {}) };
  };

export interface ReferralsPage {
  readonly referrals: readonly string[];
  readonly next?: string;
}

/** The same by the keys alone, for who reads each from its ledger: one Query. */
export const referralsListed =
  (views: Views) =>
  async (question: WorklistQuestion): Promise<ReferralsPage> => {
    const { places, next } = await indexPlaces(views, placesOf(question));
    const referrals = places.flatMap(({ pk }) => referralOfKey(pk) ?? []);
    return { referrals, ...(next === undefined ? {} : { next }) };
  };
