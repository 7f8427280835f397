import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { bodyOf } from '../body.ts';
import { chargesOf } from '../control/charges.ts';
import type { Counts } from '../control/counts.ts';
import type { Store } from '../state/store.ts';
import { authorise, type Call, unknownOperation } from './call.ts';
import { isWrite, needsOf, type TableArns } from './dynamodb-needs.ts';
import type { Forward } from './endpoint.ts';

interface DynamoDbProps {
  readonly store: Store;
  readonly tables: TableArns;
  readonly counts: Counts;
  /** Told the ARNs of tables after a write, so that their streams need not be asked all the time. */
  readonly written: (tables: readonly string[]) => void;
}

/** A thin proxy: checks the caller's grants, swaps the key for the store's own, counts, and passes bytes through. */
export const dynamoDbProxy =
  ({ store, tables, counts, written }: DynamoDbProps): Forward =>
  async (call, raw, request, response) => {
    const needs = needsOf(call.operation, call.body, tables);
    if (!needs) throw unknownOperation('DynamoDB', call.operation);
    authorise(call, needs);
    const { status, headers, body } = await pass(store, request, measured(call, raw));
    count(counts, call, raw.length, { status, body });
    if (isWrite(call.operation)) written(needs.map(({ resource }) => resource));
    relay(response, status, headers, body);
  };

/** The same request, asking also what it cost. */
const measured = ({ body }: Call, raw: Buffer): Buffer => {
  if (typeof body === 'object' && body !== null && 'ReturnConsumedCapacity' in body) return raw;
  return Buffer.concat([Buffer.from('{"ReturnConsumedCapacity":"INDEXES",'), raw.subarray(raw.indexOf('{') + 1)]);
};

interface Passed {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const pass = (store: Store, request: IncomingMessage, body: Buffer): Promise<Passed> =>
  new Promise((resolve, reject) => {
    const authorization = String(request.headers.authorization).replace(
      /Credential=[^/]+\//,
      `Credential=${store.credentials.accessKeyId}/`,
    );
    const outgoing = send(
      {
        agent: store.agent,
        host: '127.0.0.1',
        port: store.port,
        method: 'POST',
        path: '/',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'content-length': body.length,
          'x-amz-target': request.headers['x-amz-target'],
          'x-amz-date': request.headers['x-amz-date'],
          authorization,
        },
      },
      (incoming) => {
        bodyOf(incoming).then(
          (answer) => resolve({ status: incoming.statusCode ?? 500, headers: incoming.headers, body: answer }),
          reject,
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });

const count = (counts: Counts, call: Call, bytes: number, { status, body }: Pick<Passed, 'status' | 'body'>): void => {
  const charges = chargesOf(call, bytes, status === 200 ? JSON.parse(body.toString('utf8')) : {});
  counts.asked(call.caller.functionName, charges, isWrite(call.operation));
};

const relay = (response: ServerResponse, status: number, headers: IncomingMessage['headers'], body: Buffer): void => {
  response.writeHead(status, {
    'content-type': headers['content-type'],
    'x-amzn-requestid': headers['x-amzn-requestid'],
    ...(headers['x-amz-crc32'] ? { 'x-amz-crc32': headers['x-amz-crc32'] } : {}),
  });
  response.end(body);
};
