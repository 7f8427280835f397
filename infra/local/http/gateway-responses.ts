import { z } from 'zod';
import type { Template } from '../template/template.ts';
import type { Incoming } from './proxy-event.ts';

const schema = z.strictObject({
  ResponseType: z.string(),
  RestApiId: z.string(),
  StatusCode: z.string().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.strictObject({ 'application/json': z.string() }),
});

/** What API Gateway answers itself here, and the status it gives where the template sets none. */
const statuses = {
  UNAUTHORIZED: 401,
  ACCESS_DENIED: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  REQUEST_TOO_LARGE: 413,
  WAF_FILTERED: 403,
  AUTHORIZER_FAILURE: 500,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  API_CONFIGURATION_ERROR: 500,
  /** A function that failed, or answered what is not an answer. */
  DEFAULT_5XX: 502,
} as const;

export type GatewayResponseType = keyof typeof statuses;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer | string;
}

/** Static values stand in quotes; the others point into the request. A header that it lacks is left out. */
const mapped = (expression: string, incoming: Incoming): string | undefined => {
  if (/^'.*'$/s.test(expression)) return expression.slice(1, -1);
  const name = /^method\.request\.header\.(.+)$/.exec(expression)?.[1]?.toLowerCase();
  if (!name) throw new Error(`A gateway response maps ${expression}, which infra/local does not`);
  return Object.entries(incoming.headers)
    .find(([sent]) => sent.toLowerCase() === name)?.[1]
    .at(-1);
};

/** GatewayResponses of the template; a type without one falls back to DEFAULT_4XX or DEFAULT_5XX, as in the cloud. */
export const gatewayResponsesOf = (template: Template): ((type: GatewayResponseType, incoming: Incoming) => Answer) => {
  const all = new Map(
    template
      .all('AWS::ApiGateway::GatewayResponse', schema)
      .map(({ properties }) => [properties.ResponseType, properties]),
  );
  return (type, incoming) => {
    const own = statuses[type];
    const response = all.get(type) ?? all.get(own < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
    if (!response) return { status: own, headers: {}, body: JSON.stringify({ message: type }) };
    const headers = Object.entries(response.ResponseParameters).flatMap(([parameter, expression]) => {
      const value = mapped(expression, incoming);
      return value === undefined ? [] : [[parameter.replace(/^gatewayresponse\.header\./, ''), value] as const];
    });
    return {
      status: Number(response.StatusCode ?? own),
      headers: { 'Content-Type': 'application/json', ...Object.fromEntries(headers) },
      body: response.ResponseTemplates['application/json'],
    };
  };
};
