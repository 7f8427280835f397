import { type AttributeValue, QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { everyPage } from '../runtime/every-page.ts';
import type { Views } from './index-page.ts';
import { dueShards, openList, referralOfKey } from './keys.ts';

/**
 * A sweep takes at most this many rows of a part of the index, earliest first: what is left waits a minute, and no part
 * keeps the others waiting.
 */
const mostPerShard = 500;

export interface DueRow {
  readonly due: string;
  readonly referral: string;
  /** The row's own key. */
  readonly sk: string;
}

/**
 * The referrals that have a row due, each once, those that wait longest first. `behindLines`: what waits for a recipient that
 * gives trouble, each within its budget.
 */
export const dueReferrals =
  (views: Views, behindLines: (now: string) => Promise<readonly DueRow[]>) =>
  async (now: string): Promise<readonly string[]> => {
    const parts = dueShards.map((part) => dueIn(views)(part, { until: now, limit: mostPerShard }));
    const due = (await Promise.all([behindLines(now), ...parts])).flat();
    return [...new Set(due.sort((a, b) => a.due.localeCompare(b.due)).map(({ referral }) => referral))];
  };

/** A county has 1,500; of more than a nation has, the rest of a part is left out, and stands in it again once others have ended. */
const mostOpen = 20_000;

/**
 * Every referral in which something is owed, and every one that is open for the coordinator, wherever its deadline stands: by a fault it might
 * be where no sweep looks. Keys alone.
 */
export const openIn = (views: Views, coordinator: string) => async (): Promise<readonly string[]> => {
  const listed = everyPage(views, {
    IndexName: 'worklist',
    KeyConditionExpression: '#list = :list',
    ExpressionAttributeNames: { '#list': 'list' },
    ExpressionAttributeValues: marshall({ ':list': openList(coordinator) }),
  });
  const owing = await Promise.all(dueShards.map((part) => dueIn(views)(part, { limit: mostOpen })));
  const open = (await listed).flatMap(({ pk }) => referralOfKey(String(pk)) ?? []);
  return [...new Set([...open, ...owing.flat().map(({ referral }) => referral)])];
};

interface Part {
  readonly until?: string;
  readonly limit: number;
}

/** The earliest rows of one part of the index; without `until` those that are not due yet as well. */
export const dueIn =
  (views: Views) =>
  async (part: string, { until, limit }: Part): Promise<DueRow[]> => {
    const rows: DueRow[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await pageOf(
        views,
        part,
        { limit: limit - rows.length, ...(until === undefined ? {} : { until }) },
        from,
      );
      rows.push(...(page.Items ?? []).map((item) => unmarshall(item)).flatMap(rowOf));
      from = page.LastEvaluatedKey;
    } while (from && rows.length < limit);
    return rows;
  };

const rowOf = ({ pk, sk, due }: Record<string, unknown>): DueRow[] => {
  const referral = referralOfKey(String(pk));
  return referral === undefined ? [] : [{ due: String(due), referral, sk: String(sk) }];
};

const pageOf = (
  { client, table }: Views,
  part: string,
  { until, limit }: Part,
  from: Record<string, AttributeValue> | undefined,
): Promise<QueryCommandOutput> =>
  client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'due',
      KeyConditionExpression: `dueShard = :part${until === undefined ? '' : ' AND due <= :until'}`,
      ExpressionAttributeValues: marshall({ ':part': part, ...(until === undefined ? {} : { ':until': until }) }),
      Limit: limit,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
