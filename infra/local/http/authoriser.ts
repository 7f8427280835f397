import { z } from 'zod';
import { isAllowed, policyDocument, type Statement } from '../iam/policy.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { type Api, authoriserEvent, type Incoming, methodArn } from './proxy-event.ts';
import type { Matched } from './router.ts';
import { functionIn } from './routes.ts';

const schema = z.strictObject({
  Name: z.string(),
  RestApiId: z.string(),
  Type: z.literal('REQUEST'),
  AuthorizerUri: z.string(),
  AuthorizerResultTtlInSeconds: z.number(),
  IdentitySource: z.string().startsWith('method.request.header.'),
});

const answer = z.object({
  principalId: z.string(),
  policyDocument,
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

type Verdict =
  | { readonly ok: true; readonly context: Readonly<Record<string, unknown>> }
  /** The gateway response that is given. */
  | { readonly ok: false; readonly response: 'UNAUTHORIZED' | 'ACCESS_DENIED' | 'AUTHORIZER_FAILURE' };

type Authorise = (incoming: Incoming, matched: Matched) => Promise<Verdict>;

interface Cached {
  readonly until: number;
  readonly statements: readonly Statement[];
  readonly context: Readonly<Record<string, unknown>>;
}

/** The request authorisers of the template, by id, with API Gateway's cache: a policy answers for as long as it says. */
export const authorisersOf = (
  template: Template,
  functions: ReadonlyMap<string, LocalFunction>,
  api: Api,
  clock: HubClock,
): ReadonlyMap<string, Authorise> =>
  new Map(
    template.all('AWS::ApiGateway::Authorizer', schema).map(({ id, properties }) => {
      const fn = functions.get(functionIn(properties.AuthorizerUri));
      if (!fn) throw new Error(`The authoriser ${id} has no function`);
      const header = properties.IdentitySource.slice('method.request.header.'.length).toLowerCase();
      return [id, authorise(fn, header, properties.AuthorizerResultTtlInSeconds * 1000, api, clock)];
    }),
  );

const authorise = (fn: LocalFunction, header: string, lifetime: number, api: Api, clock: HubClock): Authorise => {
  const cache = new Map<string, Cached>();
  const ask = async (incoming: Incoming, matched: Matched): Promise<Cached | 'UNAUTHORIZED' | 'AUTHORIZER_FAILURE'> => {
    const outcome = await fn.invoke(authoriserEvent(incoming, matched, api, clock.now()));
    // This very message is a refusal; any other error is a fault of the authoriser.
    if (!outcome.ok) return outcome.error.errorMessage === 'Unauthorized' ? 'UNAUTHORIZED' : 'AUTHORIZER_FAILURE';
    const { success, data } = answer.safeParse(JSON.parse(outcome.result));
    if (!success) return 'AUTHORIZER_FAILURE';
    const context = { ...data.context, principalId: data.principalId, integrationLatency: 0 };
    return { until: clock.now() + lifetime, statements: data.policyDocument.Statement, context };
  };
  return async (incoming, matched) => {
    const identity = Object.entries(incoming.headers)
      .find(([name]) => name.toLowerCase() === header)?.[1]
      .join(',');
    // Without its identity source API Gateway refuses without asking.
    if (!identity) return { ok: false, response: 'UNAUTHORIZED' };
    const kept = cache.get(identity);
    const verdict = kept && kept.until > clock.now() ? kept : await ask(incoming, matched);
    if (typeof verdict === 'string') return { ok: false, response: verdict };
    cache.set(identity, verdict);
    if (cache.size > 1_000) cache.delete(cache.keys().next().value ?? '');
    const asked = { action: 'execute-api:Invoke', resource: methodArn(incoming, api) };
    return isAllowed(verdict.statements, asked)
      ? { ok: true, context: verdict.context }
      : { ok: false, response: 'ACCESS_DENIED' };
  };
};
