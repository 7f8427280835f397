import {
  type AttributeValue,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';

/** Every key of every table and index, a page of a table at a time: keys are read by whoever may list a table. */
export async function* keysOf(
  client: DynamoDBClient,
): AsyncGenerator<{ readonly table: string; readonly text: string }> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const table of TableNames) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const names = (Table?.AttributeDefinitions ?? []).map(({ AttributeName = '' }) => AttributeName);
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: table, ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      const keys = (page.Items ?? []).map((item) => [
        // The names of attributes stand in plain view too.
        Object.keys(item),
        names.map((name) => item[name]?.S ?? item[name]?.N ?? Buffer.from(item[name]?.B ?? []).toString('base64')),
      ]);
      yield {
        table,
        text: JSON.stringify([table, Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName), keys]),
      };
      from = page.LastEvaluatedKey;
    } while (from);
  }
}
