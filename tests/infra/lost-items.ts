import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { openDirectory } from '../../infra/operator/open-directory.ts';
import type { StartedHub } from './hub.ts';

/** A row of nobody, which no ledger knows. */
export const haunt = async (hub: StartedHub, task: string): Promise<void> => {
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const ghost = { pk: { S: `R#${task.slice(0, 26)}` }, sk: { S: 'ghost' }, organisation: { S: 'ghost' } };
  await client.send(new PutItemCommand({ TableName: hub.outputs.ViewsTable, Item: ghost }));
  client.destroy();
};

/** Takes a version out of the middle of a referral, touches the next, and makes the sweep look at it. */
export const loseVersion = async (hub: StartedHub, pk: string): Promise<void> => {
  const client = new DynamoDBClient({ ...hub.dynamodb, credentials: { ...hub.dynamodb.credentials } });
  const TableName = hub.outputs.LedgerTable;
  await client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: 'V#0000002' } } }));
  const values = { ':pk': { S: pk }, ':sk': { S: 'V#0000003' } };
  const found = await client.send(
    new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk AND sk = :sk', ExpressionAttributeValues: values }),
  );
  await client.send(new PutItemCommand({ TableName, Item: { ...found.Items?.[0], touched: { S: randomUUID() } } }));
  const due = { dueShard: { S: 'D#00' }, due: { S: '2026-01-01T00:00:00.000Z' } };
  const ghost = { pk: { S: pk }, sk: { S: 'ghost' }, organisation: { S: 'ghost' }, ...due };
  await client.send(new PutItemCommand({ TableName: hub.outputs.ViewsTable, Item: ghost }));
  client.destroy();
};

/** A directory at an address of the cloud itself: refused before anything is sent. */
export const readsNowhere = async (hub: StartedHub): Promise<void> => {
  const { feeds, table } = openDirectory(hub);
  await feeds.write({
    ...{ name: 'nowhere', url: 'https://169.254.169.254/v3', publisher: 'Nobody', licence: 'None' },
    ...{ active: true, added: '2026-11-22T10:00:00.000Z', turn: 0 },
  });
  table.client.destroy();
};
