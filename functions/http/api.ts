import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { mayEnter } from '../domain/authority/at-the-door.ts';
import { type Refusal, refuse, refuseAll } from '../domain/result.ts';
import type { Clock } from '../usecases/ports.ts';
import { type ActingOrganisations, takesPart } from './acting.ts';
import { type Answered, answeredBy } from './answered.ts';
import type { Limits } from './caller-limits.ts';
import { evenly } from './even-answers.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { type Limit, limitHeaders, withHeaders } from './limits.ts';
import { checkAccept, checkContentType } from './media.ts';
import { principalOf } from './principal.ts';
import { repeatedHeaders } from './repeated-headers.ts';
import type { ApiRequest, OpenRoute, Reply, Route } from './request.ts';
import { type Language, type Respond, responder } from './respond.ts';
import { decoded, isVerb, paramsIn, unrouted } from './routing.ts';
import { isUnanswered } from './unanswered.ts';

interface Pipeline {
  readonly language: Language;
  /** Another language for one path, written as in a row: its senders are answered as they expect, whatever went wrong. */
  readonly dialects?: Readonly<Record<string, Language>>;
  readonly clock: Clock;
  readonly limits: Limits;
  /** Who calls, where no authoriser stands before the function: what that one would say, or null. */
  readonly caller?: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyEvent['requestContext']['authorizer']>;
  /** Told of every exception, by name; it must not pass on messages, which may hold data. */
  readonly report: (error: unknown, exchange: Pick<Exchange, 'requestId' | 'correlationId'>) => void;
  /** Asked before an answer leaves; false: it shows something, and that could not be kept on record. */
  readonly recorded?: (answer: Answered, body: string) => Promise<boolean>;
  /** Told of every answer. */
  readonly answered?: (answer: Answered) => void;
}

/** Whoever serves somebody who is signed in must be able to ask whether that organisation takes part. */
type Api = Pipeline &
  (
    | { readonly routes: readonly Route[]; readonly participants: ActingOrganisations }
    | { readonly routes: readonly OpenRoute[]; readonly participants?: undefined }
  );

/** The event once the exchange is open; every route finds it so. */
type Opened = APIGatewayProxyEvent & { exchange?: Exchange; repeated?: readonly Refusal[] };
type Result = APIGatewayProxyResult;

/**
 * A route table as a Lambda handler for a REST API (proxy events, version 1): ids first, so that they are echoed on
 * whatever follows; then the body and what the caller accepts; then the route, which checks the caller and the content type.
 */
export const api = (definition: Api): ((event: APIGatewayProxyEvent, context: Context) => Promise<Result>) => {
  const respond: Respond = (exchange, reply) => responder(spokenAt(definition, exchange.path))(exchange, reply);
  const handler = middy<Opened, Result>()
    .use(counting)
    .use(httpHeaderNormalizer())
    .use(opening(definition, respond))
    .use(recognising(definition))
    .handler(httpRouter<Opened, Result>({ routes: rows(definition, respond) }));
  return async (event, context) => {
    const made = await handler(event, context);
    const said = answeredBy(event, made);
    if (await mayLeave(definition, said, made)) {
      definition.answered?.(said);
      return made;
    }
    const instead = unrecorded(definition, event, made, respond);
    definition.answered?.(answeredBy(event, instead));
    return instead;
  };
};

const mayLeave = async ({ recorded }: Api, said: Answered, made: Result): Promise<boolean> =>
  recorded === undefined || recorded(said, made.isBase64Encoded ? '' : made.body);

/** Nothing was shown yet, so that the same request may be sent again: its ids stay. */
const unrecorded = (definition: Api, event: APIGatewayProxyEvent, made: Result, respond: Respond): Result => {
  const ids = {
    requestId: String(made.headers?.['x-request-id']),
    correlationId: String(made.headers?.['x-correlation-id']),
  };
  return respond({ ...openExchange(event, definition.clock()).exchange, ...ids }, refuse('busy'));
};

const counting: middy.MiddlewareObj<Opened, Result> = {
  before: (request) => {
    request.event = { ...request.event, repeated: repeatedHeaders(request.event) };
  },
};

const spokenAt = ({ language, dialects = {} }: Api, path: string): Language => {
  const found = Object.entries(dialects).find(([row]) => paramsIn(row, plain(path)));
  return found?.[1] ?? language;
};

/** `$process-message` may come as `%24process-message` (RFC 3986 2.2): the same path. */
const plain = (path: string): string => path.replaceAll('%24', '$');

const opening = (definition: Api, respond: Respond): middy.MiddlewareObj<Opened, Result> => ({
  before: (request) => {
    const { exchange, refused } = openExchange(request.event, definition.clock());
    request.event = { ...request.event, exchange };
    const { answers } = spokenAt(definition, exchange.path);
    const notJson = /json/.test(answers) ? checkAccept(request.event.headers?.accept) : undefined;
    const { repeated = [] } = request.event;
    const refusal = refuseAll([...refused, ...repeated, ...(notJson ? [notJson] : [])]);
    if (refusal) return respond(exchange, refusal);
    if (!isVerb(exchange.method)) return respond(exchange, refuse('method-not-allowed'));
    // The router's patterns stop at a line break, which no path of ours has.
    if (/[\r\n\u2028\u2029]/.test(request.event.path)) return respond(exchange, refuse('not-found'));
    request.event.path = plain(request.event.path);
    if (exchange.method === 'HEAD') request.event.httpMethod = 'GET';
  },
  onError: (request) => {
    const exchange = request.event.exchange ?? openExchange(request.event, definition.clock()).exchange;
    definition.report(request.error, exchange);
    return respond(exchange, isUnanswered(request.error) ? refuse('busy') : 'fault');
  },
});

/** It stands where the authoriser's answer stands: the trail and the log find it there too. */
const recognising = ({ caller }: Api): middy.MiddlewareObj<Opened, Result> => ({
  before: async ({ event }) => {
    if (caller) event.requestContext.authorizer = await caller(event);
  },
});

const everythingElse = '/{proxy+}';

const rows = (definition: Api, respond: Respond) => {
  const { routes } = definition;
  const row = (
    method: Route['method'] | 'ANY',
    path: string,
    reply: (event: Opened, exchange: Exchange) => Reply | Promise<Reply>,
    recordedAs = path,
  ) => ({
    method,
    path,
    handler: async (event: Opened): Promise<Result> => {
      // Whose routes the gateway does not tell apart, by what the row says: `/staff/overdue`.
      if (definition.caller && path !== everythingElse) event.requestContext.resourcePath = recordedAs;
      if (!event.exchange) throw new Error('A route ran before its exchange was opened');
      return respond(event.exchange, await reply(event, event.exchange));
    },
  });
  return [
    ...routes.map((route) =>
      row(
        route.method,
        route.path,
        (event, exchange) => evenly(() => run(route, definition, event, exchange)),
        route.recordedAs,
      ),
    ),
    row('ANY', everythingElse, (event, exchange) =>
      unrouted(routes, exchange.method, event.path, definition.language.absent?.(event.path)),
    ),
  ];
};

/** Who calls is asked first: somebody unknown, or switched off, hears nothing of what else is wrong. */
const run = async (
  route: Route,
  { language, participants, limits, caller }: Api,
  event: Opened,
  exchange: Exchange,
): Promise<Reply> => {
  const wrong = checkContentType(event.headers?.['content-type'], exchange.body, route.consumes ?? language.consumes);
  const request = requestOf(event, exchange);
  const answer = (handle: () => Reply | Promise<Reply>): Reply | Promise<Reply> =>
    wrong ? { ok: false, refusals: [wrong] } : handle();
  if (route.open)
    return within(await limits.open(addressOf(event), exchange.now), () => answer(() => route.handle(request)));
  const principal = principalOf(event);
  // Where nothing stands before the function, guesses count against the address from which they come.
  if (!principal.ok && caller) return within(await limits.open(addressOf(event), exchange.now), () => principal);
  if (!principal.ok) return principal;
  if (!participants) throw new Error('A route for signed-in callers cannot ask whether they take part');
  const acting = await takesPart(participants, principal.value.actor.organisation);
  if (!acting.ok && !route.evenSwitchedOff) return acting;
  if (acting.ok && !mayEnter(acting.value, principal.value.actor, route.needs)) return refuse('role-may-not');
  const { actor } = principal.value;
  return within(await limits.signedIn(actor, acting.ok ? acting.value : undefined, exchange.now), () =>
    answer(() => route.handle({ ...request, principal: principal.value })),
  );
};

/** The quotas stand on every answer, and beyond one of them nothing is done. */
const within = async (limits: readonly Limit[], answer: () => Reply | Promise<Reply>): Promise<Reply> => {
  const reply = limits.some(({ over }) => over) ? refuse('too-many') : await answer();
  return withHeaders(reply, limitHeaders(limits));
};

const addressOf = (event: Opened): string => event.requestContext?.identity?.sourceIp ?? '';

const requestOf = (event: Opened, exchange: Exchange): ApiRequest => ({
  method: exchange.method,
  path: event.path,
  params: defined(event.pathParameters, decoded),
  query: queryOf(event),
  headers: defined(event.headers, (value) => value),
  body: exchange.body,
  requestId: exchange.requestId,
  correlationId: exchange.correlationId,
  bodyHash: exchange.bodyHash,
  now: exchange.now,
});

const defined = (
  values: Readonly<Record<string, string | undefined>> | null,
  read: (value: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(values ?? {}).flatMap(([name, v]) => (v === undefined ? [] : [[name, read(v)]])));

const queryOf = (event: Opened): URLSearchParams => {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {})) {
    for (const value of values ?? []) query.append(name, value);
  }
  return query;
};
