import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { referralOfKey, versionKey } from '../../functions/ledger/keys.ts';
import { atOnce } from './audit-items.ts';
import type { TableAt } from './tables.ts';

/** Ids of all referrals of a ledger, but those that were disposed of. It reads the whole table: a command of a person may, no function may. */
export async function* everyReferral({ client, table }: TableAt): AsyncGenerator<string> {
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: 'pk',
        // The id of a further need that joined another referral leads there, and is none itself.
        FilterExpression: 'sk = :first AND #format <> :alias AND #format <> :stone',
        ExpressionAttributeNames: { '#format': 'format' },
        ExpressionAttributeValues: {
          ':first': { S: versionKey(1) },
          ':alias': { S: 'alias' },
          ':stone': { S: 'tombstone' },
        },
        ConsistentRead: true,
        // Of those that it looks at, not of those that it finds: an answer may be empty and not the last.
        Limit: atOnce,
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
