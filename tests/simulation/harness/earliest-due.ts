import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

/** When the hub's own sweep has the next thing to do: the earliest row of its due index, read as an operator. */
export const earliestDue = async (client: DynamoDBClient, table: string): Promise<number | undefined> => {
  let earliest: string | undefined;
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        ...{ TableName: table, IndexName: 'due', ProjectionExpression: 'due' },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const { due } of page.Items ?? []) if (due?.S && due.S < (earliest ?? '~')) earliest = due.S;
    from = page.LastEvaluatedKey;
  } while (from);
  return earliest === undefined ? undefined : Date.parse(earliest);
};
