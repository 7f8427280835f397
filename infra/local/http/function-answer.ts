import { z } from 'zod';
import type { Outcome } from '../lambda/messages.ts';
import type { Answer, GatewayResponseType } from './gateway-responses.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const proxyResult = z.strictObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** API Gateway keeps this name for itself. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const remapped = (name: string): string =>
  name.toLowerCase() === 'www-authenticate' ? 'x-amzn-Remapped-WWW-Authenticate' : name;

/** What the caller gets for a function's outcome: its own answer, or the gateway response for a function that failed. */
export const answerOf = (outcome: Outcome): Answer | GatewayResponseType => {
  if (!outcome.ok) return outcome.error.errorType === 'Sandbox.Timedout' ? 'INTEGRATION_TIMEOUT' : 'DEFAULT_5XX';
  const { success, data } = proxyResult.safeParse(JSON.parse(outcome.result));
  if (!success) return 'DEFAULT_5XX';
  const headers = { ...data.headers, ...data.multiValueHeaders };
  return {
    status: data.statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [remapped(name), value])),
    body: Buffer.from(data.body ?? '', data.isBase64Encoded ? 'base64' : 'utf8'),
  };
};
