import {
  type AttributeValue,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';

/** Keys and names of some items: what stands in plain view of whoever may list a table or reads its metrics. */
export const keysIn = (table: TableDescription, items: readonly Record<string, AttributeValue>[]): string => {
  const names = (table.AttributeDefinitions ?? []).map(({ AttributeName = '' }) => AttributeName);
  const indexes = (table.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
  const textOf = ({ S, N, B }: Partial<Record<'S' | 'N', string>> & { B?: Uint8Array }): string =>
    S ?? N ?? Buffer.from(B ?? []).toString('base64');
  const keys = items.map((item) => [Object.keys(item), names.map((name) => textOf(item[name] ?? {}))]);
  return JSON.stringify([table.TableName, indexes, keys]);
};

/** Without it DynamoDB Local reads all that is still to come for each page, and everybody else waits. */
const atOnce = 1000;

/** Every key of every table and index, a page of a table at a time. */
export async function* keysOf(
  client: DynamoDBClient,
): AsyncGenerator<{ readonly table: string; readonly text: string }> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const TableName of TableNames) {
    const { Table = {} } = await client.send(new DescribeTableCommand({ TableName }));
    let from: Record<string, AttributeValue> | undefined;
    do {
      const next = { TableName, Limit: atOnce, ...(from ? { ExclusiveStartKey: from } : {}) };
      const page = await client.send(new ScanCommand(next));
      yield { table: TableName, text: keysIn(Table, page.Items ?? []) };
      from = page.LastEvaluatedKey;
    } while (from);
  }
}
