import { expect, test } from 'vitest';
import { answerOf } from '../../../infra/local/http/function-answer.ts';
import { gatewayResponsesOf } from '../../../infra/local/http/gateway-responses.ts';
import { readTemplate } from '../../../infra/local/template/template.ts';

const place = { account: '000000000000', region: 'eu-west-2', stack: 'Hub', queueOrigin: 'http://127.0.0.1:1' };
const response = (ResponseType: string, more = {}) => ({
  Type: 'AWS::ApiGateway::GatewayResponse',
  Properties: {
    ...{ ResponseType, RestApiId: 'api', ResponseTemplates: { 'application/json': ResponseType } },
    ResponseParameters: {
      'gatewayresponse.header.X-Request-Id': 'method.request.header.X-Request-Id',
      'gatewayresponse.header.Retry-After': "'5'",
    },
    ...more,
  },
});
const answer = gatewayResponsesOf(
  readTemplate(
    {
      Resources: {
        A: response('UNAUTHORIZED'),
        B: response('MISSING_AUTHENTICATION_TOKEN', { StatusCode: '404' }),
        C: response('DEFAULT_5XX'),
      },
    },
    place,
    {},
  ),
);
const incoming = (headers: Record<string, string[]>) => ({
  ...{ method: 'GET', path: '/', query: new URLSearchParams(), headers, sourceIp: '127.0.0.1' },
});

test('headers of the request are echoed whatever their spelling, fixed ones are set', () => {
  const { headers } = answer('UNAUTHORIZED', incoming({ 'x-request-id': ['one'] }));
  expect(headers).toEqual({ 'Content-Type': 'application/json', 'X-Request-Id': 'one', 'Retry-After': '5' });
});

test('a header that the request lacks is left out', () => {
  expect(answer('UNAUTHORIZED', incoming({})).headers).not.toHaveProperty('X-Request-Id');
});

test('the template may give another status; without a response of its own a type falls back to the default', () => {
  expect(answer('MISSING_AUTHENTICATION_TOKEN', incoming({})).status).toBe(404);
  expect(answer('AUTHORIZER_FAILURE', incoming({}))).toMatchObject({ status: 500, body: 'DEFAULT_5XX' });
  expect(answer('REQUEST_TOO_LARGE', incoming({})).status).toBe(413);
});

test.each([
  [{ ok: false, error: { errorType: 'Error', errorMessage: '' } }, 'DEFAULT_5XX'],
  [{ ok: false, error: { errorType: 'Sandbox.Timedout', errorMessage: '' } }, 'INTEGRATION_TIMEOUT'],
  [{ ok: true, result: '{"statusCode":200,"body":{}}' }, 'DEFAULT_5XX'],
  [{ ok: true, result: 'null' }, 'DEFAULT_5XX'],
] as const)('%j is answered by the gateway: %s', (outcome, expected) => {
  expect(answerOf(outcome)).toBe(expected);
});

test('what a function says of WWW-Authenticate arrives under another name, as from API Gateway', () => {
  const result = JSON.stringify({ statusCode: 401, headers: { 'www-authenticate': 'Bearer' }, body: 'no' });
  expect(answerOf({ ok: true, result })).toMatchObject({
    status: 401,
    headers: { 'x-amzn-Remapped-WWW-Authenticate': 'Bearer' },
  });
});
