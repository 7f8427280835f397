import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Place, placeIn } from './attention.ts';
import { rowsAt, type Views } from './index-page.ts';
import { attentionKey } from './keys.ts';
import type { Row } from './row.ts';

/** Every place of a coordinator's list, those that wait longest first: keys alone. As long as what is late, so nothing on a good day. */
export const attentionPlaces =
  ({ client, table }: Views) =>
  async (coordinator: string): Promise<readonly Place[]> => {
    const places: Place[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          ...{ TableName: table, IndexName: 'attention' },
          KeyConditionExpression: 'attention = :coordinator',
          ExpressionAttributeValues: marshall({ ':coordinator': attentionKey(coordinator) }),
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      places.push(...(page.Items ?? []).flatMap((item) => placeIn(unmarshall(item)) ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return places;
  };

export interface PlacedAttention {
  readonly place: Place;
  readonly row: Row;
}

/** BatchGetItem takes no more. */
const mostAtOnce = 100;

/** The rows of these places, in their order. Some may be missing: the index lags behind the rows. */
export const attentionRows =
  (views: Views) =>
  async (places: readonly Place[]): Promise<readonly PlacedAttention[]> => {
    const found = new Map<string, Row>();
    for (let n = 0; n < places.length; n += mostAtOnce)
      for (const row of await rowsAt(views, places.slice(n, n + mostAtOnce)))
        found.set(`${row.referral} ${row.sk}`, row);
    return places.flatMap((place) => {
      const row = found.get(`${place.referral} ${place.sk}`);
      return row ? [{ place, row }] : [];
    });
  };
