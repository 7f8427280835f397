import { randomBytes } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { testTables } from './tables.ts';

export interface TestDynamodb {
  readonly client: DynamoDBClient;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly ledgerTable: string;
  readonly viewsTable: string;
  readonly concernsTable: string;
  readonly auditTable: string;
  readonly directoryTable: string;
  readonly stop: () => Promise<void>;
}

/** The hub's tables, empty, for one file of tests: a key of its own in the database that all share (tests/build.ts). */
export const startDynamodb = async (): Promise<TestDynamodb> => {
  // Without -sharedDb the data answers only to the key that wrote it (DESIGN 8).
  const credentials = { accessKeyId: randomBytes(10).toString('hex'), secretAccessKey: 'unused' };
  const endpoint = `http://127.0.0.1:${inject('dynamodbPort')}`;
  const region = 'eu-west-2';
  const client = new DynamoDBClient({ endpoint, region, credentials: { ...credentials } });
  await Promise.all(testTables.map((table) => client.send(new CreateTableCommand(table))));
  return {
    ...{ client, endpoint, region, credentials },
    ...{ ledgerTable: 'ledger', viewsTable: 'views', concernsTable: 'concerns', auditTable: 'audit' },
    directoryTable: 'directory',
    stop: async () => client.destroy(),
  };
};
