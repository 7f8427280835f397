import type { APIGatewayProxyResult } from 'aws-lambda';
import type { RefusalCode } from '../../contracts/refusals.ts';
import type { Exchange } from './exchange.ts';
import { fault, headersOf, httpStatusOf, type Issue, issueOf } from './issues.ts';
import type { Answer, Reply } from './request.ts';

/** How one API speaks: `application/fhir+json` with OperationOutcomes, or plain JSON with problems. */
export interface Language {
  readonly answers: string;
  readonly refusals: string;
  /** On every refusal, besides those of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Content types of the bodies that it takes, unless a route says otherwise. */
  readonly consumes: readonly string[];
  /** What is said of an address that nothing is at. */
  readonly absent?: (path: string) => RefusalCode;
  /** Where this API knows a fault by another status or code than the others do. */
  readonly judge?: (issue: Issue) => Issue;
  /** An object is sent as JSON, text as it is. */
  readonly render: (issues: readonly [Issue, ...Issue[]], exchange: Exchange, status: number) => object | string;
}

export type Respond = (exchange: Exchange, reply: Reply | 'fault') => APIGatewayProxyResult;

/** On every answer. A browser that is led here by mistake must not interpret, frame or keep it. */
export const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

export const responder =
  (language: Language): Respond =>
  (exchange, reply) => {
    const {
      status,
      headers,
      body,
      pretty,
      cookies,
      text = body && JSON.stringify(body, undefined, pretty ? 2 : 0),
    } = answerOf(language, exchange, reply);
    return {
      statusCode: status,
      headers: {
        ...always,
        ...(text ? { 'content-type': language.answers } : {}),
        ...headers,
        'x-request-id': exchange.requestId,
        'x-correlation-id': exchange.correlationId,
      },
      ...(cookies ? { multiValueHeaders: { 'set-cookie': [...cookies] } } : {}),
      body: text && exchange.method !== 'HEAD' ? text : '',
    };
  };

const answerOf = (language: Language, exchange: Exchange, reply: Reply | 'fault'): Answer => {
  if (reply !== 'fault' && 'status' in reply) return reply;
  if (reply !== 'fault' && reply.ok) return reply.value;
  const { judge = (issue: Issue) => issue } = language;
  const [first, ...rest] = reply === 'fault' ? ([fault] as const) : issuesOf(reply.refusals);
  const issues: readonly [Issue, ...Issue[]] = [judge(first), ...rest.map(judge)];
  const status = httpStatusOf(issues);
  const own = reply === 'fault' ? {} : reply.headers;
  const said = language.render(issues, exchange, status);
  return {
    status,
    headers: { 'content-type': language.refusals, ...language.headers, ...headersOf(status), ...own },
    ...(typeof said === 'string' ? { text: said } : { body: said }),
  };
};

const issuesOf = ([first, ...rest]: readonly [Parameters<typeof issueOf>[0], ...Parameters<typeof issueOf>[0][]]): [
  Issue,
  ...Issue[],
] => [issueOf(first), ...rest.map(issueOf)];
