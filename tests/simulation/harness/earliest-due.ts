import { type AttributeValue, type DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';

/** A row of the hub's due index. */
export interface DueItem {
  readonly due: string;
  readonly pk: string;
  readonly sk: string;
  /** As many are due at the same instant: what waits for a recipient that asked for time waits until one instant, and goes within its budget. */
  readonly together: number;
}

/** When the hub's own sweep has the next thing to do `before` an instant: the earliest row of its due index, read as an operator. */
export const earliestDue = async (
  client: DynamoDBClient,
  table: string,
  before: number,
): Promise<DueItem | undefined> => {
  // Of thousands that are open a few are due before somebody acts.
  const filter = Number.isFinite(before)
    ? {
        FilterExpression: 'due < :before',
        ExpressionAttributeValues: { ':before': { S: new Date(before).toISOString() } },
      }
    : {};
  let earliest: DueItem | undefined;
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, IndexName: 'due', ...filter, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    for (const { due, pk, sk } of page.Items ?? []) {
      if (!due?.S || !pk?.S || !sk?.S || due.S > (earliest?.due ?? '~')) continue;
      const together = due.S === earliest?.due ? earliest.together + 1 : 1;
      earliest = { due: due.S, pk: pk.S, sk: sk.S, together };
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return earliest;
};

/** What a row says that stays due, for whoever looks for the cause: attributes that are instants, numbers and codes. */
const telling = [
  'dueShard',
  'wanted',
  'told',
  'ended',
  'attempts',
  'began',
  'next',
  'lease',
  'outcome',
  'owed',
  'version',
];

export const saysOf = async (client: DynamoDBClient, table: string, { due, pk, sk }: DueItem): Promise<string> => {
  const { Item = {} } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } }, ConsistentRead: true }),
  );
  const said = telling.flatMap((name) => {
    const { S, N } = Item[name] ?? {};
    return S === undefined && N === undefined ? [] : [`${name} ${S ?? N}`];
  });
  return `${pk} ${sk} (due ${due}; ${said.join(', ')})`;
};
