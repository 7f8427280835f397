import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Metrics } from '../alarms/metrics.ts';
import type { Handle } from '../door.ts';
import type { Firewall } from '../firewall/firewall.ts';
import { invocationsAllowed } from '../iam/service-demands.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { Template } from '../template/template.ts';
import type { HubClock } from '../time/hub-clock.ts';
import { authorisersOf } from './authoriser.ts';
import { answerOf } from './function-answer.ts';
import { type Answer, type GatewayResponseType, gatewayResponsesOf } from './gateway-responses.ts';
import { type Api, type Incoming, incomingOf, methodArn, proxyEvent } from './proxy-event.ts';
import { routerOf } from './router.ts';
import { routesOf } from './routes.ts';

/** Six megabytes go into a synchronous invocation: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestBody = 6 * 1024 * 1024;

const restApi = z.strictObject({
  Name: z.string(),
  EndpointConfiguration: z.strictObject({ Types: z.array(z.string()) }),
});
const stage = z.object({ StageName: z.string() });

const apiOf = (template: Template): Api => {
  const [api, ...others] = template.all('AWS::ApiGateway::RestApi', restApi);
  const [first] = template.all('AWS::ApiGateway::Stage', stage);
  if (!api || !first || others.length > 0) throw new Error('infra/local serves exactly one REST API with a stage');
  return { id: api.identity.ref, name: api.properties.Name, stage: first.identity.ref, place: template.place };
};

/** Serves the template's REST API: firewall, route, authoriser, function, or one of the answers that API Gateway gives itself. */
export const serveApi = (
  template: Template,
  functions: ReadonlyMap<string, LocalFunction>,
  { clock, metrics, firewall }: { readonly clock: HubClock; readonly metrics: Metrics; readonly firewall: Firewall },
): Handle => {
  const api = apiOf(template);
  const route = routerOf(routesOf(template));
  const authorisers = authorisersOf(template, functions, api, clock);
  const gatewayAnswer = gatewayResponsesOf(template);
  const mayInvoke = invocationsAllowed(template);

  const answer = async (incoming: Incoming, body: Buffer | undefined): Promise<Answer | GatewayResponseType> => {
    if (!firewall(incoming, body?.length ?? largestBody)) return 'WAF_FILTERED';
    const matched = route(incoming.method, incoming.path);
    if (!matched) return 'MISSING_AUTHENTICATION_TOKEN';
    const authorise = matched.route.authoriser ? authorisers.get(matched.route.authoriser) : undefined;
    const verdict = await authorise?.(incoming, matched);
    if (verdict && !verdict.ok) return verdict.response;
    if (!body) return 'REQUEST_TOO_LARGE';
    const fn = functions.get(matched.route.functionArn);
    if (!fn || !mayInvoke(fn.arn, methodArn(incoming, api))) return 'API_CONFIGURATION_ERROR';
    return answerOf(
      await fn.invoke(proxyEvent(incoming, matched, api, { body, authoriser: verdict?.context, now: clock.now() })),
    );
  };

  return async (request, response) => {
    const incoming = incomingOf(request);
    const body = await bodyOf(request);
    const result = await answer(incoming, body);
    const { status, headers, body: text } = typeof result === 'string' ? gatewayAnswer(result, incoming) : result;
    const errors = { namespace: 'AWS/ApiGateway', name: '5XXError', dimensions: { ApiName: api.name } };
    metrics.emit(errors, status >= 500 ? 1 : 0);
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
};

/** Undefined when there is more than a function can be given; the rest is read and dropped, so that the answer arrives. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= largestBody) chunks.push(chunk);
  }
  return length <= largestBody ? Buffer.concat(chunks) : undefined;
};
