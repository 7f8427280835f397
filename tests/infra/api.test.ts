import { expect, test } from 'vitest';
import { z } from 'zod';
import { routesOf } from '../../infra/local/http/routes.ts';
import { template } from './deployed.ts';

const properties = (type: string) => template.all(type, z.record(z.string(), z.any())).map((one) => one.properties);

test('only what a caller needs before it can sign in is open', () => {
  const open = routesOf(template).filter(({ authoriser }) => authoriser === undefined);
  expect(open.map(({ method, resourcePath }) => `${method} ${resourcePath}`).sort()).toEqual([
    // Pages: the function looks for the session by itself.
    // Links hold their own token; the function looks for it.
    'ANY /l/{proxy+}',
    'ANY /refer',
    'ANY /refer/{proxy+}',
    'ANY /s/{proxy+}',
    'ANY /sign-in',
    'ANY /sign-in/{proxy+}',
    'ANY /staff',
    'ANY /staff/{proxy+}',
    'GET /',
    'GET /.well-known/jwks.json',
    'GET /FHIR/R4/.well-known/smart-configuration',
    'GET /FHIR/R4/metadata',
    'GET /assets/{file}',
    // Open Referral UK is public, without a key.
    'GET /directory/v3',
    'GET /directory/v3/{proxy+}',
    'GET /errors',
    'GET /errors/{code}',
    'GET /favicon.ico',
    'GET /figures',
    'GET /health',
    'GET /safeguarding',
    // GOV.UK Notify, with a token that it was given.
    'POST /notify/v1/received',
    'POST /notify/v1/status',
    'POST /oauth2/token',
    // People without an account: only a page that the hub showed by a link makes the form.
    'POST /safeguarding/form/{client}/{organisation}',
  ]);
});

test('the rest asks the authoriser, whose answer is kept 30 s', () => {
  const guarded = routesOf(template).filter(({ authoriser }) => authoriser !== undefined);
  expect(guarded.map(({ method, resourcePath }) => `${method} ${resourcePath}`).sort()).toEqual([
    'ANY /FHIR/R4',
    'ANY /FHIR/R4/{proxy+}',
    'ANY /partner/v1/{proxy+}',
    'ANY /safeguarding/v1/{proxy+}',
    'GET /figures/service',
    'GET /overdue',
  ]);
  expect(properties('AWS::ApiGateway::Authorizer')).toEqual([
    expect.objectContaining({
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 30,
    }),
  ]);
});

test('every answer of the gateway itself is an OperationOutcome and carries the ids of the request', () => {
  const responses = properties('AWS::ApiGateway::GatewayResponse');
  expect(responses.map(({ ResponseType }) => ResponseType)).toEqual(
    expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX', 'UNAUTHORIZED', 'THROTTLED', 'WAF_FILTERED']),
  );
  for (const { ResponseParameters, ResponseTemplates } of responses) {
    expect(JSON.parse(ResponseTemplates['application/json'])).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          details: {
            extension: [{ valueUrl: expect.stringMatching(/^https:\/\/hub\.example\/errors\/[a-z-]+$/) }],
            coding: [{ code: expect.any(String) }],
            text: expect.any(String),
          },
        },
      ],
    });
    expect(ResponseParameters).toMatchObject({
      'gatewayresponse.header.X-Request-Id': 'method.request.header.X-Request-Id',
      'gatewayresponse.header.X-Correlation-Id': 'method.request.header.X-Correlation-Id',
      'gatewayresponse.header.cache-control': "'no-store'",
      'gatewayresponse.header.x-content-type-options': "'nosniff'",
      'gatewayresponse.header.referrer-policy': "'no-referrer'",
      'gatewayresponse.header.strict-transport-security': "'max-age=31536000; includeSubDomains'",
    });
  }
});

test('the access log names the route, never the path, the query or the address', () => {
  const [stage] = properties('AWS::ApiGateway::Stage');
  const format = stage?.AccessLogSetting.Format;
  expect(format).toContain('$context.resourcePath');
  expect(format).not.toMatch(/\$context\.path\b|querystring|sourceIp|requestOverride/i);
  expect(stage?.MethodSettings).toEqual([
    expect.objectContaining({ LoggingLevel: 'OFF', DataTraceEnabled: false, ThrottlingRateLimit: 50 }),
  ]);
});
