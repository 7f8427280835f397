import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Views } from './index-page.ts';
import { endedList, referralOfKey } from './keys.ts';

/** Referrals of a coordinator that its rows say ended, or were last changed after their end, since an instant: keys alone. */
export const endedLately =
  ({ client, table }: Views, coordinator: string) =>
  async (since: string): Promise<readonly string[]> => {
    const referrals: string[] = [];
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          ...{ TableName: table, IndexName: 'worklist' },
          KeyConditionExpression: '#list = :list AND listed > :since',
          ExpressionAttributeNames: { '#list': 'list' },
          ExpressionAttributeValues: marshall({ ':list': endedList(coordinator), ':since': since }),
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      referrals.push(...(page.Items ?? []).flatMap((item) => referralOfKey(String(unmarshall(item).pk)) ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return referrals;
  };
