import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { capacityStates } from '../../contracts/directory/capacity.ts';
import type { CapacityFact } from '../domain/directory/capacity.ts';
import { everyPage } from '../runtime/every-page.ts';
import type { DirectoryTable } from './feeds.ts';
import { capacityPartition } from './keys.ts';

const fact = z.object({
  ...{ of: z.string(), saidAt: z.string(), until: z.optional(z.string()) },
  state: z.enum(Object.keys(capacityStates) as [keyof typeof capacityStates, ...(keyof typeof capacityStates)[]]),
});

/** What groups said of their room: one item each, so that all of them are one Query of a few kilobytes. */
export interface CapacityStore {
  /** Keeps it, unless something newer stands there already. */
  say(fact: CapacityFact): Promise<void>;
  of(organisation: string): Promise<CapacityFact | undefined>;
  all(): Promise<readonly CapacityFact[]>;
}

export const capacityStore = ({ client, table }: DirectoryTable): CapacityStore => ({
  say: async ({ of, state, saidAt, until }) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: marshall({ pk: capacityPartition, sk: of, of, state, saidAt, until }, { removeUndefinedValues: true }),
          ConditionExpression: 'attribute_not_exists(pk) OR saidAt <= :at',
          ExpressionAttributeValues: { ':at': { S: saidAt } },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  of: async (organisation) => {
    const [item] = await everyPage(
      { client, table },
      {
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': { S: capacityPartition }, ':sk': { S: organisation } },
        ConsistentRead: true,
      },
    );
    return fact.safeParse(item).data;
  },

  // Strongly consistent: whoever says "full" is sent nobody from the next question on.
  all: async () => {
    const items = await everyPage(
      { client, table },
      {
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: capacityPartition } },
        ConsistentRead: true,
      },
    );
    return items.flatMap((item) => fact.safeParse(item).data ?? []);
  },
});
