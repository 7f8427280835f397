import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Views } from './index-page.ts';
import { lastSweepKey } from './keys.ts';

const figure = z.object({
  /** How many referrals are silent. */
  silent: z.number(),
  /** Since when there have been none, or some. */
  silentSince: z.string(),
  /** When they were last counted. */
  counted: z.string(),
});
export type Figure = z.infer<typeof figure>;

/** They are counted every minute; whoever has not counted for so long does not know. */
const knownForMs = 900_000;

export const isKnown = ({ counted }: Figure, now: string): boolean =>
  Date.parse(now) - Date.parse(counted) <= knownForMs;

/** A number from none to some, or back, begins anew; so does one after a time in which nobody counted. */
export const figureAfter = (before: Figure | undefined, silent: number, now: string): Figure => {
  const goesOn = before !== undefined && isKnown(before, now) && (before.silent === 0) === (silent === 0);
  return { silent, silentSince: goesOn ? before.silentSince : now, counted: now };
};

/** undefined: nobody has counted yet. */
export const figureIn = (item: unknown): Figure | undefined => figure.safeParse(item).data;

/** It stands beside where the last sweep ended: that is written every minute in any case, so that counting costs nothing. */
export const lastSweep = async ({ client, table }: Views): Promise<Readonly<Record<string, unknown>>> => {
  const { pk, sk } = lastSweepKey;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: marshall({ ':pk': pk, ':sk': sk }),
      ConsistentRead: true,
    }),
  );
  return Items[0] ? unmarshall(Items[0]) : {};
};
