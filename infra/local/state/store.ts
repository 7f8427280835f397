import { Agent } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';

/** DynamoDB Local, once it runs, and what the runtime itself needs of it. */
export interface Store {
  readonly endpoint: string;
  readonly port: number;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  /** Connections of the proxy in front of it. */
  readonly agent: Agent;
  close(): void;
}

export const storeAt = (port: number, region: string, accessKeyId: string): Store => {
  const endpoint = `http://127.0.0.1:${port}`;
  // DynamoDB Local checks no signature; any secret will do.
  const credentials = { accessKeyId, secretAccessKey: 'unused' };
  // A copy for each client: the SDK writes into what it is given.
  const options = () => ({ endpoint, region, credentials: { ...credentials }, maxAttempts: 3 });
  const client = new DynamoDBClient(options());
  const streams = new DynamoDBStreamsClient(options());
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    endpoint,
    port,
    credentials,
    client,
    streams,
    agent,
    close: () => {
      client.destroy();
      streams.destroy();
      agent.destroy();
    },
  };
};
