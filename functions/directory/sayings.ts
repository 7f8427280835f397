import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { type Disputable, disputable, type Saying, sayers } from '../domain/directory/who-wins.ts';
import type { DirectoryTable } from './feeds.ts';
import { sayingKey, shardOf } from './keys.ts';

const saying = z.object({
  ...{ by: z.enum(sayers), who: z.string(), at: z.string() },
  says: z.partialRecord(z.enum(disputable), z.string()),
});

/** undefined: it cannot be read, and must not keep an entry from being shown. */
export const sayingIn = (item: unknown): Saying | undefined => saying.safeParse(item).data;

/** Adds what somebody said of an entry. Nothing is ever changed: all of them are its history. */
export const sayings = ({ client, table }: DirectoryTable) => ({
  say: async (key: string, { by, who, at, says }: Saying): Promise<void> => {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall(
          { pk: shardOf(key), sk: sayingKey(key, at, by), by, who, at, says },
          { removeUndefinedValues: true },
        ),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  },
});

/** What the feed says, as one among others. */
export const feedSays = (feed: string, at: string, says: Readonly<Partial<Record<Disputable, string>>>): Saying => ({
  ...{ by: 'feed', who: feed, at, says },
});
