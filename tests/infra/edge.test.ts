import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { template } from './deployed.ts';
import { startedHub } from './hub.ts';
import { broken } from './taken-away.ts';

const responses = template
  .all(
    'AWS::ApiGateway::GatewayResponse',
    z.looseObject({ ResponseType: z.string(), StatusCode: z.string().optional() }),
  )
  .map(({ properties }) => properties);
const own = new Set(responses.map(({ ResponseType }) => ResponseType));

/** Every answer that API Gateway can give itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const types: Readonly<Record<string, number>> = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 503,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
};

test('every answer that the gateway can give itself is ours, by name or by the default of its class', () => {
  const answering = Object.entries(types).map(([type, status]) =>
    own.has(type) ? type : `DEFAULT_${String(status)[0]}XX`,
  );
  expect(answering.filter((type) => !own.has(type))).toEqual([]);
  // A default with a status of its own would give it to every type of its class.
  for (const { ResponseType, StatusCode } of responses)
    if (ResponseType.startsWith('DEFAULT_')) expect(StatusCode).toBeUndefined();
  // While the authoriser starts, the same request a second later is answered.
  expect(responses.find((r) => r.ResponseType === 'AUTHORIZER_FAILURE')?.StatusCode).toBe('503');
  const unknown = [...own].filter((type) => !(type in types) && !type.startsWith('DEFAULT_'));
  expect(unknown).toEqual([]);
});

test('the gateway echoes the ids of the request on whatever it answers itself, as an OperationOutcome', async () => {
  const hub = await startedHub({ change: broken('IntakePartnerApi', 'IntakeWeb') });
  const group = await hub.as('walking-group', 'walking-group');
  const practice = await hub.as('churchdown-surgery', 'L99901');
  const ids = { 'x-request-id': randomUUID(), 'x-correlation-id': randomUUID() };
  const big = 'x'.repeat(6 * 1024 * 1024 + 1);
  // Whoever says beforehand how much it is, is refused by the firewall.
  const streamed = new Blob([big]).stream();
  const answers = await Promise.all([
    hub.ask('GET', '/nowhere', undefined, ids).then((answer) => [403, answer] as const),
    hub.ask('GET', '/oauth2/nowhere', undefined, ids).then((answer) => [404, answer] as const),
    hub.ask('GET', '/oauth2/token', undefined, ids).then((answer) => [404, answer] as const),
    hub.ask('GET', '/FHIR/R4/Task', undefined, ids).then((answer) => [401, answer] as const),
    hub
      .ask('GET', '/FHIR/R4/Task', undefined, { ...ids, authorization: 'Bearer x' })
      .then((answer) => [401, answer] as const),
    practice('POST', '/FHIR/R4', big, ids).then((answer) => [403, answer] as const),
    practice('POST', '/FHIR/R4', streamed, ids).then((answer) => [413, answer] as const),
    group('GET', '/partner/v1/invitations', undefined, ids).then((answer) => [502, answer] as const),
    hub.ask('GET', '/errors', undefined, ids).then((answer) => [502, answer] as const),
  ]);
  for (const [status, { headers, body, ...answer }] of answers) {
    expect([answer.status, headers.get('x-request-id'), headers.get('x-correlation-id')]).toEqual([
      status,
      ids['x-request-id'],
      ids['x-correlation-id'],
    ]);
    expect(body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual(['application/fhir+json', 'no-store']);
  }
});

test('a body between our limit and that of the gateway is refused in our own words', async () => {
  const hub = await startedHub();
  const practice = await hub.as('churchdown-surgery', 'L99901');
  const answer = await practice('POST', '/FHIR/R4', 'x'.repeat(384 * 1024 + 1));
  expect(answer).toMatchObject({ status: 413, body: { resourceType: 'OperationOutcome' } });
});
