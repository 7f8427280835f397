import { marshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import { rowsAt, type Views } from './index-page.ts';
import { nextKey } from './keys.ts';
import { type NextPlace, nextPlaceIn } from './next-place.ts';
import type { Row } from './row.ts';

/** What to list: a filter of places, and how many come before those that are wanted. */
export interface NextQuestion {
  readonly coordinator: string;
  readonly wanted: (place: NextPlace) => boolean;
  /** Those before all others, whenever they are due. */
  readonly first?: (place: NextPlace) => boolean;
  readonly from: number;
  /** At most 100: what one BatchGetItem takes. */
  readonly limit: number;
}

/** A referral of the list as its row has it now: the index may lag behind. */
export interface NextItem {
  readonly place: NextPlace;
  readonly row: Row;
}

export interface NextPage {
  readonly items: readonly NextItem[];
  /** All that were wanted, whichever page is shown. */
  readonly places: readonly NextPlace[];
}

/**
 * A page of a coordinator's open referrals by what is due next: one Query of keys, which also counts and filters, and one
 * batch read. A county has about 1,500 open (DESIGN 5): 30 read units, whatever the filter.
 */
export const nextList =
  (views: Views) =>
  async ({ coordinator, wanted, first = () => false, from, limit }: NextQuestion): Promise<NextPage> => {
    const keys = await everyPage(views, {
      IndexName: 'next',
      KeyConditionExpression: 'team = :team',
      ExpressionAttributeValues: marshall({ ':team': nextKey(coordinator) }),
    });
    const places = keys
      .toSorted((a, b) => (String(a.soonest) < String(b.soonest) ? -1 : 1))
      .flatMap((item) => nextPlaceIn(item) ?? [])
      .filter(wanted)
      .toSorted((a, b) => Number(first(b)) - Number(first(a)));
    const shown = places.slice(from, from + Math.min(limit, 100));
    const rows = shown.length === 0 ? [] : await rowsAt(views, shown);
    const found = new Map(rows.map((row) => [row.referral, row]));
    return {
      items: shown.flatMap((place) => {
        const row = found.get(place.referral);
        return row ? [{ place, row }] : [];
      }),
      places,
    };
  };
