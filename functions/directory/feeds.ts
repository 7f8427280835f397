import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { everyPage } from '../runtime/every-page.ts';
import { feedsPartition } from './keys.ts';

export interface DirectoryTable {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** How a run ended; the first is a good one. */
export const outcomes = {
  complete: 'read to its end',
  unreachable: 'it does not answer, or with an error',
  'not-a-feed': 'what it answers is no list of services',
  'too-large': 'a page of it has more bytes than are read',
  endless: 'its pages do not end, or come again',
  'too-many': 'it has more services than are kept',
  shrunk: 'it lists less than half of what it did: nothing was taken out, and somebody has to look',
  'not-allowed': 'its address is not public',
} as const;
export type Outcome = keyof typeof outcomes;
const outcomeNames = Object.keys(outcomes) as [Outcome, ...Outcome[]];

const count = z.number();
/** How far a run has come, so that the next call of the function goes on from there. */
const run = z.object({
  began: z.string(),
  page: count,
  /** How many items of this page are done. */
  done: count,
  ...{ pages: count, kept: count, quarantined: count, bytes: count, failures: count },
  /** SHA-256 of the page before, to know one that comes again. */
  last: z.optional(z.string()),
  /** False once it turned out that single services cannot be asked for. */
  details: z.boolean(),
  /** How many of them in a row could not be. */
  missed: z.optional(count),
  /** One of them could not be for now: what is known of a service is not taken for what its list says of it. */
  lost: z.optional(z.boolean()),
});
export type Run = z.infer<typeof run>;

const feed = z.object({
  name: z.string().check(z.regex(/^[a-z0-9-]{1,30}$/)),
  /** Of the API, or of its list of services. */
  url: z.string(),
  publisher: z.string(),
  licence: z.string(),
  licenceUrl: z.optional(z.string()),
  active: z.boolean(),
  added: z.string(),
  turn: count,
  run: z.optional(run),
  /** When it last had its slice of a call. */
  sliced: z.optional(z.string()),
  /** The last time that it was read to its end, and when that run began: what was not seen since is gone. */
  success: z.optional(z.object({ at: z.string(), began: z.string(), kept: count, quarantined: count })),
  tried: z.optional(z.object({ at: z.string(), outcome: z.enum(outcomeNames) })),
  /** Somebody looked at it and says that less than half is right. */
  mayShrink: z.optional(z.boolean()),
});
export type Feed = z.infer<typeof feed>;

/** A directory that is loaded from a file has no address. */
export const fileScheme = 'file:';

export interface FeedStore {
  all(): Promise<readonly Feed[]>;
  /** False: somebody else wrote since it was read. */
  write(next: Feed): Promise<boolean>;
}

export const feedStore = ({ client, table }: DirectoryTable): FeedStore => ({
  all: async () => {
    const items = await everyPage(
      { client, table },
      {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: feedsPartition } },
        ConsistentRead: true,
      },
    );
    return items.map((item) => feed.parse(item));
  },

  write: async (next) => {
    const isNew = next.turn === 0;
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall(
            { pk: feedsPartition, sk: next.name, ...next, turn: next.turn + 1 },
            { removeUndefinedValues: true },
          ),
          ConditionExpression: isNew ? 'attribute_not_exists(pk)' : 'turn = :turn',
          ...(isNew ? {} : { ExpressionAttributeValues: { ':turn': { N: String(next.turn) } } }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
