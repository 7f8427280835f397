import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  BatchGetItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

/**
 * The floor: for each loop as many bare SDK requests of each kind as the hub made, of the same size, on a table without
 * indexes, with no work in between; and an HTTP server that echoes JSON. A process of its own, as the hub is.
 */
const order = z.object({
  dynamodb: z.object({
    endpoint: z.string(),
    region: z.string(),
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
  /** For one loop. */
  requests: z.record(z.string(), z.object({ count: z.number(), bytes: z.number() })),
  loops: z.number(),
  concurrency: z.number(),
});
const TableName = 'floor';
const pad = (bytes: number): string => 'x'.repeat(Math.max(1, Math.round(bytes) - 250));
const key = (n: number) => ({ pk: { S: `R#${n % 997}` }, sk: { S: `V#${n}` } });

const server = createServer(async (request, response) => {
  const body = await text(request);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(JSON.parse(body || '{}')));
}).listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));

let made = 0;
const requestOf = (client: DynamoDBClient, operation: string, bytes: number): Promise<unknown> => {
  made += 1;
  const item = { ...key(made), body: { S: pad(bytes) } };
  switch (operation) {
    case 'PutItem':
      return client.send(
        new PutItemCommand({ TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
    case 'UpdateItem':
      return client.send(
        new UpdateItemCommand({
          ...{ TableName, Key: key(made), UpdateExpression: 'SET body = :body' },
          ExpressionAttributeValues: { ':body': item.body },
        }),
      );
    case 'TransactWriteItems':
      return client.send(
        new TransactWriteItemsCommand({
          TransactItems: ['a', 'b'].map((part) => ({
            Put: { TableName, Item: { ...item, sk: { S: `T#${made}${part}` }, body: { S: pad(bytes / 2) } } },
          })),
        }),
      );
    case 'BatchGetItem':
      return client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key(made - 1)] } } }));
    default:
      return client.send(
        new QueryCommand({
          ...{ TableName, KeyConditionExpression: 'pk = :pk', ConsistentRead: true, Limit: 3 },
          ExpressionAttributeValues: { ':pk': key(made - 1).pk },
        }),
      );
  }
};

process.on('message', async (message) => {
  const { dynamodb, requests, loops, concurrency } = order.parse(message);
  const client = new DynamoDBClient(dynamodb);
  await client
    .send(
      new CreateTableCommand({
        ...{ TableName, BillingMode: 'PAY_PER_REQUEST' },
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    )
    .catch(() => undefined);
  const one = async (): Promise<void> => {
    for (const [operation, { count, bytes }] of Object.entries(requests))
      for (let n = 0; n < count; n += 1) await requestOf(client, operation, bytes);
  };
  const run = async (all: number): Promise<void> => {
    let left = all;
    const work = async (): Promise<void> => {
      for (; left > 0; ) {
        left -= 1;
        await one();
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
  };
  await run(Math.min(loops, concurrency));
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  await run(loops);
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ seconds: (performance.now() - from) / 1000, cpuMilliseconds: (user + system) / 1000 });
  client.destroy();
});
process.once('disconnect', () => process.exit(0));
const address = server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
