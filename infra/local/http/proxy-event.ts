import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Place } from '../template/identities.ts';
import type { Matched } from './router.ts';

export interface Api {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly place: Place;
}

export interface Incoming {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly sourceIp: string;
}

/** Names as the sender wrote them: functions that look for one spelling only must fail here too. */
const headersOf = (request: IncomingMessage): Record<string, string[]> => {
  const headers: Record<string, string[]> = {};
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(i, i + 2);
    headers[name] = [...(headers[name] ?? []), value];
  }
  return headers;
};

export const incomingOf = (request: IncomingMessage): Incoming => {
  const [path = '/', ...query] = (request.url ?? '/').split('?');
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query.join('?')),
    headers: { ...headersOf(request), 'X-Forwarded-For': [sourceIp], 'X-Forwarded-Proto': ['http'] },
    sourceIp,
  };
};

const lasts = (all: Readonly<Record<string, readonly string[]>>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.at(-1) ?? '']));

const orNull = <T extends object>(value: T): T | null => (Object.keys(value).length > 0 ? value : null);

/** What the event of a REST API's proxy integration and that of its request authoriser have in common. */
const commonOf = (
  { method, path, query, headers, sourceIp }: Incoming,
  { route, pathParameters }: Matched,
  api: Api,
  now: number,
) => {
  const parameters = Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
  return {
    resource: route.resourcePath,
    path,
    httpMethod: method,
    headers: lasts(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(lasts(parameters)),
    multiValueQueryStringParameters: orNull(parameters),
    pathParameters,
    stageVariables: null,
    requestContext: {
      accountId: api.place.account,
      apiId: api.id,
      domainName: headers.Host?.[0] ?? headers.host?.[0] ?? '',
      extendedRequestId: randomUUID(),
      httpMethod: method,
      identity: { sourceIp, userAgent: headers['User-Agent']?.[0] ?? headers['user-agent']?.[0] ?? null },
      path,
      protocol: 'HTTP/1.1',
      requestId: randomUUID(),
      requestTime: new Date(now).toUTCString(),
      requestTimeEpoch: now,
      resourceId: route.resourceId,
      resourcePath: route.resourcePath,
      stage: api.stage,
    },
  };
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html, format 1.0 */
export const proxyEvent = (
  incoming: Incoming,
  matched: Matched,
  api: Api,
  more: {
    readonly body: Buffer;
    readonly authoriser: Readonly<Record<string, unknown>> | undefined;
    readonly now: number;
  },
) => {
  const common = commonOf(incoming, matched, api, more.now);
  return {
    ...common,
    requestContext: { ...common.requestContext, ...(more.authoriser ? { authorizer: more.authoriser } : {}) },
    body: more.body.length > 0 ? more.body.toString('utf8') : null,
    isBase64Encoded: false,
  };
};

export const methodArn = ({ method, path }: Incoming, { id, stage, place }: Api): string =>
  `arn:aws:execute-api:${place.region}:${place.account}:${id}/${stage}/${method}${path}`;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html */
export const authoriserEvent = (incoming: Incoming, matched: Matched, api: Api, now: number) => ({
  type: 'REQUEST',
  methodArn: methodArn(incoming, api),
  ...commonOf(incoming, matched, api, now),
});
