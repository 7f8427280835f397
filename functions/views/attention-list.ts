import { marshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import { type Place, placeIn } from './attention.ts';
import { rowsAt, type Views } from './index-page.ts';
import { attentionKey } from './keys.ts';
import type { Row } from './row.ts';

/** Every place of a coordinator's list, those that wait longest first: keys alone. As long as what is late, so nothing on a good day. */
export const attentionPlaces =
  (views: Views) =>
  async (coordinator: string): Promise<readonly Place[]> => {
    const items = await everyPage(views, {
      IndexName: 'attention',
      KeyConditionExpression: 'attention = :coordinator',
      ExpressionAttributeValues: marshall({ ':coordinator': attentionKey(coordinator) }),
    });
    return items.flatMap((item) => placeIn(item) ?? []);
  };

export interface PlacedAttention {
  readonly place: Place;
  readonly row: Row;
}

/** The rows of these places, in their order. Some may be missing: the index lags behind the rows. */
export const attentionRows =
  (views: Views) =>
  async (places: readonly Place[]): Promise<readonly PlacedAttention[]> => {
    const found = new Map((await rowsAt(views, places)).map((row) => [`${row.referral} ${row.sk}`, row]));
    return places.flatMap((place) => {
      const row = found.get(`${place.referral} ${place.sk}`);
      return row ? [{ place, row }] : [];
    });
  };
