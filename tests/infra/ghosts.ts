import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { eventually } from '../../infra/local/demo/patience.ts';
import type { StartedHub } from './hub.ts';

/** Rows that no ledger knows: one that is due, so that the sweep finds it, and one that projection comes across. */
export const ghosts = async (hub: StartedHub, tasks: readonly string[]) => {
  const TableName = hub.outputs.ViewsTable;
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const referrals = tasks.map((task) => task.slice(0, 26));
  const [first = ''] = referrals;
  const due = { dueShard: { S: 'D#00' }, due: { S: '2026-01-01T00:00:00.000Z' } };
  for (const referral of referrals) {
    const ghost = { pk: { S: `R#${referral}` }, sk: { S: 'ghost' }, organisation: { S: 'ghost' } };
    const Item = { ...ghost, ...(referral === first ? due : {}) };
    await client.send(new PutItemCommand({ TableName, Item }));
  }
  return {
    laid: () =>
      eventually('the ghost is laid', async () => {
        const Key = { pk: { S: `R#${first}` }, sk: { S: 'ghost' } };
        const { Item } = await client.send(new GetItemCommand({ TableName, Key }));
        return Item ? undefined : true;
      }),
    end: () => client.destroy(),
  };
};

/** As if the stream had lost all but the first version of it. */
export const behind = async (hub: StartedHub, task: string): Promise<void> => {
  const TableName = hub.outputs.ViewsTable;
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const of = { ':pk': { S: `R#${task.slice(0, 26)}` } };
  const rows = new QueryCommand({
    ...{ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: of },
  });
  const { Items = [] } = await client.send(rows);
  for (const { pk, sk } of Items) {
    if (!pk || !sk) continue;
    await client.send(
      new UpdateItemCommand({
        ...{ TableName, Key: { pk, sk }, UpdateExpression: 'SET version = :version, assignee = :assignee' },
        ExpressionAttributeValues: { ':version': { N: '1' }, ':assignee': { S: 'ghost' } },
      }),
    );
  }
  client.destroy();
};
