import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { referralOfKey, versionKey } from '../../functions/ledger/keys.ts';
import type { TableAt } from './tables.ts';

/** Ids of all referrals of a ledger. It reads the whole table: a command of a person may, no function may. */
export async function* everyReferral({ client, table }: TableAt): AsyncGenerator<string> {
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: 'pk',
        FilterExpression: 'sk = :first',
        ExpressionAttributeValues: { ':first': { S: versionKey(1) } },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const { pk } of page.Items ?? []) {
      const referral = referralOfKey(pk?.S ?? '');
      if (referral !== undefined) yield referral;
    }
    from = page.LastEvaluatedKey;
  } while (from);
}
