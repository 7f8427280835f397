import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../body.ts';
import type { Handle } from '../door.ts';
import type { Faults } from '../faults/faults.ts';
import { throughWriteFaults } from '../faults/write-faults.ts';
import { type Call, type Caller, refusalOf, ServiceError, unknownOperation } from './call.ts';
import { isWrite } from './dynamodb-needs.ts';
import { operatorKey } from './operator.ts';
import { sesTarget } from './ses.ts';

/** Answers one service's calls with the JSON that its SDK client expects. */
export type Service = (call: Call) => unknown;

/** DynamoDB is passed on to the real thing instead of answered here. */
export type Forward = (call: Call, raw: Buffer, request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface EndpointProps {
  readonly region: string;
  readonly callers: ReadonlyMap<string, Caller>;
  /** By the prefix of X-Amz-Target. */
  readonly services: Readonly<Record<string, Service>>;
  readonly dynamodb: Forward;
  readonly faults: Faults;
  /** Ends the environment that signs with this key. */
  readonly crash: (accessKey: string) => Promise<void>;
  readonly report: (line: string) => void;
}

/** The access key in a SigV4 header says who calls; nobody checks the signature, this is not a gate but a memory. */
const accessKeyIn = (header: string | undefined): string => /Credential=([^/]+)\//.exec(header ?? '')?.[1] ?? '';

/** The one place where AWS calls of all functions arrive: AWS_ENDPOINT_URL of every environment. */
export const awsEndpoint =
  (props: EndpointProps): Handle =>
  async (request, response) => {
    const target = sesTarget(request.method, request.url) ?? String(request.headers['x-amz-target'] ?? '');
    try {
      await answerOrFail(props, target, request, response);
    } catch (error) {
      const { status, name, message } = refusalOf(error);
      props.report(`${target}: ${name}: ${message}`);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name });
      response.end(JSON.stringify({ __type: name, message }));
    }
  };

/** A write of a function may be made to fail; whoever made it gets no answer then. */
const answerOrFail = async (
  props: EndpointProps,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const key = accessKeyIn(request.headers.authorization);
  const caller = callerOf(props, key);
  const go = () => answer(props, target, request, response);
  const [, operation = ''] = target.split('.');
  if (!caller || key === operatorKey || !changesSomething(operation)) return go();
  const crash = () => props.crash(key);
  return throughWriteFaults(props.faults, `${caller.functionName} ${operation}`, { go, crash });
};

const changesSomething = (operation: string): boolean =>
  isWrite(operation) || /^(SendMessage|PutEvents|SendEmail)/.test(operation);

/** What follows the name of the function tells its environments apart. */
const callerOf = ({ callers }: EndpointProps, key: string): Caller | undefined => callers.get(key.split('#')[0] ?? '');

const answer = async (
  props: EndpointProps,
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const [prefix = '', operation = ''] = target.split('.');
  const { region, services, dynamodb } = props;
  const caller = callerOf(props, accessKeyIn(request.headers.authorization));
  if (!caller) throw new ServiceError('UnrecognizedClientException', 'No function of the template calls with this key');
  const raw = await bodyOf(request);
  const call: Call = { caller, region, operation, body: JSON.parse(raw.toString('utf8') || '{}') };
  if (prefix.startsWith('DynamoDB_')) return dynamodb(call, raw, request, response);
  const service = services[prefix];
  if (!service) throw unknownOperation(prefix, operation);
  const result = JSON.stringify(await service(call));
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(result);
};
