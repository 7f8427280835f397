import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { everyPage } from '../runtime/every-page.ts';
import type { DirectoryTable } from './feeds.ts';
import { reportPartition } from './keys.ts';

const fault = z.object({ at: z.string(), why: z.string() });
const quarantined = z.object({
  /** When the run began. */
  run: z.string(),
  page: z.number(),
  /** On its page, from 0. */
  item: z.number(),
  id: z.optional(z.string()),
  faults: z.array(fault),
});
/** One item that was left out: what, where and why. Nothing of its words: those are the feed's to mend. */
export type Quarantined = z.infer<typeof quarantined>;

const keptDays = 30;
/** More of one run are only counted. */
export const mostReported = 200;

export const reports = ({ client, table }: DirectoryTable) => ({
  add: async (feed: string, one: Quarantined): Promise<void> => {
    const place = `${String(one.page).padStart(6, '0')}#${String(one.item).padStart(4, '0')}`;
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall(
          {
            ...{ pk: reportPartition(feed), sk: `${one.run}#${place}`, ...one },
            expires: Math.floor(Date.parse(one.run) / 1000) + keptDays * 86_400,
          },
          { removeUndefinedValues: true },
        ),
      }),
    );
  },
  of: async (feed: string): Promise<readonly Quarantined[]> => {
    const items = await everyPage(
      { client, table },
      { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: reportPartition(feed) } } },
    );
    return items.map((item) => quarantined.parse(item));
  },
});
export type Reports = ReturnType<typeof reports>;
