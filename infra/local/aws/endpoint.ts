import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Handle } from '../door.ts';
import { type Call, type Caller, refusalOf, ServiceError, unknownOperation } from './call.ts';

/** Answers one service's calls with the JSON that its SDK client expects. */
export type Service = (call: Call) => unknown;

/** DynamoDB is passed on to the real thing instead of answered here. */
export type Forward = (call: Call, raw: Buffer, request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface EndpointProps {
  readonly region: string;
  readonly callers: ReadonlyMap<string, Caller>;
  /** By the prefix of X-Amz-Target. */
  readonly services: Readonly<Record<string, Service>>;
  readonly dynamodb: Forward;
  readonly report: (line: string) => void;
}

/** The access key in a SigV4 header says who calls; nobody checks the signature, this is not a gate but a memory. */
const accessKeyIn = (header: string | undefined): string => /Credential=([^/]+)\//.exec(header ?? '')?.[1] ?? '';

/** The one place where AWS calls of all functions arrive: AWS_ENDPOINT_URL of every environment. */
export const awsEndpoint =
  (props: EndpointProps): Handle =>
  async (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    try {
      await answer(props, target, request, response);
    } catch (error) {
      const { status, name, message } = refusalOf(error);
      props.report(`${target}: ${name}: ${message}`);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name });
      response.end(JSON.stringify({ __type: name, message }));
    }
  };

const answer = async (
  { callers, region, services, dynamodb }: EndpointProps,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [prefix = '', operation = ''] = target.split('.');
  const caller = callers.get(accessKeyIn(request.headers.authorization));
  if (!caller) throw new ServiceError('UnrecognizedClientException', 'No function of the template calls with this key');
  const raw = await buffer(request);
  const call: Call = { caller, region, operation, body: JSON.parse(raw.toString('utf8') || '{}') };
  if (prefix.startsWith('DynamoDB_')) return dynamodb(call, raw, request, response);
  const service = services[prefix];
  if (!service) throw unknownOperation(prefix, operation);
  const result = JSON.stringify(await service(call));
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(result);
};
