import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { parseStoredVersion, type StoredVersion } from '../../functions/ledger/item.ts';
import { referralKey, versionKey } from '../../functions/ledger/keys.ts';

/** Every version of a referral as it lies in the table, oldest first: what its hash chain is checked on. */
export const storedVersions = async (
  { client, table }: { readonly client: DynamoDBClient; readonly table: string },
  referral: string,
): Promise<StoredVersion[]> => {
  const versions: StoredVersion[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: marshall({
          ':pk': referralKey(referral),
          ':first': versionKey(0),
          ':last': versionKey(9_999_999),
        }),
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    versions.push(...(page.Items ?? []).map((item) => parseStoredVersion(unmarshall(item))));
    from = page.LastEvaluatedKey;
  } while (from);
  return versions;
};
