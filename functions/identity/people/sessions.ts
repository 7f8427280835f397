import { createHash, randomBytes } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { sessionKey } from '../../views/keys.ts';
import type { Identity } from './identity-provider.ts';

/** Whoever does nothing for so long is signed out; and everybody at the end of a working day. */
const idleSeconds = 30 * 60;
const longestSeconds = 10 * 60 * 60;
/** That somebody is still there is written down this often at most: not at every page. */
const noticedSeconds = 60;

export interface Sessions {
  /** The id that the browser keeps: 256 random bits. */
  open(who: Identity, now: string): Promise<string>;
  read(id: string, now: string): Promise<Identity | undefined>;
  close(id: string): Promise<void>;
}

const stored = z.object({
  ...{ subject: z.string(), organisation: z.string() },
  /** Seconds: when it began, and when it ends if nobody does anything. */
  ...{ began: z.number(), expires: z.number() },
});

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** Whoever reads the table cannot become anybody: it holds the hash. */
const keyOf = (id: string): { readonly pk: string; readonly sk: string } => ({
  pk: sessionKey(createHash('sha256').update(id).digest('base64url')),
  sk: 'S',
});

/** A record for each session, so that what is ended ends at once, everywhere. */
export const dynamoSessions = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): Sessions => ({
  open: async ({ subject, organisation }, now) => {
    const id = randomBytes(32).toString('base64url');
    const began = secondsOf(now);
    const item = { ...keyOf(id), subject, organisation, began, expires: began + idleSeconds };
    await client.send(new PutItemCommand({ TableName: table, Item: marshall(item) }));
    return id;
  },
  read: async (id, now) => {
    const { pk } = keyOf(id);
    const { Items } = await client.send(
      new QueryCommand({
        ...{ TableName: table, ConsistentRead: true, KeyConditionExpression: 'pk = :pk' },
        ExpressionAttributeValues: marshall({ ':pk': pk }),
      }),
    );
    const [item] = Items ?? [];
    if (!item) return undefined;
    const { subject, organisation, began, expires } = stored.parse(unmarshall(item));
    const at = secondsOf(now);
    if (expires <= at || began + longestSeconds <= at) return undefined;
    if (expires - idleSeconds + noticedSeconds <= at && !(await goesOn(client, table, id, at + idleSeconds)))
      return undefined;
    return { subject, organisation };
  },
  close: async (id) => {
    await client.send(new DeleteItemCommand({ TableName: table, Key: marshall(keyOf(id)) }));
  },
});

/** false: it was closed meanwhile, and a page that is still under way must not open it again. */
const goesOn = async (client: DynamoDBClient, table: string, id: string, expires: number): Promise<boolean> => {
  try {
    await client.send(
      new UpdateItemCommand({
        ...{ TableName: table, Key: marshall(keyOf(id)) },
        ...{ UpdateExpression: 'SET expires = :expires', ConditionExpression: 'attribute_exists(pk)' },
        ExpressionAttributeValues: marshall({ ':expires': expires }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
