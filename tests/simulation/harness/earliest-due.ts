import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

/** When the hub's own sweep has the next thing to do `before` an instant: the earliest row of its due index, read as an operator. */
export const earliestDue = async (
  client: DynamoDBClient,
  table: string,
  before: number,
): Promise<number | undefined> => {
  // Of thousands that are open a few are due before somebody acts.
  const filter = Number.isFinite(before)
    ? {
        FilterExpression: 'due < :before',
        ExpressionAttributeValues: { ':before': { S: new Date(before).toISOString() } },
      }
    : {};
  let earliest: string | undefined;
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        ...{ TableName: table, IndexName: 'due', ProjectionExpression: 'due', ...filter },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const { due } of page.Items ?? []) if (due?.S && due.S < (earliest ?? '~')) earliest = due.S;
    from = page.LastEvaluatedKey;
  } while (from);
  return earliest === undefined ? undefined : Date.parse(earliest);
};
