import { type DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { outcomes } from './happened.ts';
import { endpointTestKey } from './keys.ts';

/** What came of a test message, for whoever asked for it. */
const result = z.object({
  at: z.string(),
  endpoint: z.optional(z.string()),
  outcome: z.enum(outcomes),
  /** In one word. */
  reason: z.string(),
  /** HTTP status, where there was an answer. */
  status: z.optional(z.number()),
  /** From the request to the end of the answer. */
  milliseconds: z.optional(z.number()),
});
export type EndpointTestResult = z.infer<typeof result>;

/** Long enough to be looked at again the next day; it is no record of anything. */
const keptDays = 7;

export const endpointTests = (views: { readonly client: DynamoDBClient; readonly table: string }) => ({
  keep: async (organisation: string, id: string, found: EndpointTestResult): Promise<void> => {
    const values = { ...found, expires: Math.floor(Date.parse(found.at) / 1000) + keptDays * 86_400 };
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    await views.client.send(
      new UpdateItemCommand({
        TableName: views.table,
        Key: marshall({ pk: endpointTestKey(organisation), sk: id }),
        UpdateExpression: `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: marshall(Object.fromEntries(given.map(([name, value]) => [`:${name}`, value]))),
      }),
    );
  },

  find: async (organisation: string, id: string): Promise<EndpointTestResult | undefined> => {
    const { Items = [] } = await views.client.send(
      new QueryCommand({
        TableName: views.table,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: marshall({ ':pk': endpointTestKey(organisation), ':sk': id }),
        ConsistentRead: true,
      }),
    );
    const [item] = Items;
    return item && result.parse(unmarshall(item));
  },
});
export type EndpointTests = ReturnType<typeof endpointTests>;
