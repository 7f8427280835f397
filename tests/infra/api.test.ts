import { expect, test } from 'vitest';
import { z } from 'zod';
import { routesOf } from '../../infra/local/http/routes.ts';
import { hub, template } from './deployed.ts';

const properties = (type: string) => template.all(type, z.record(z.string(), z.any())).map((one) => one.properties);

test('only what a caller needs before it can sign in is open', () => {
  const open = routesOf(template).filter(({ authoriser }) => authoriser === undefined);
  expect(open.map(({ method, resourcePath }) => `${method} ${resourcePath}`).sort()).toEqual([
    'GET /.well-known/jwks.json',
    'GET /FHIR/R4/.well-known/smart-configuration',
    'GET /FHIR/R4/metadata',
    'GET /errors',
    'GET /errors/{code}',
    'GET /health',
    'POST /oauth2/token',
  ]);
});

test('the rest asks the authoriser, whose answer is kept 30 s', () => {
  const guarded = routesOf(template).filter(({ authoriser }) => authoriser !== undefined);
  expect(guarded.map(({ method, resourcePath }) => `${method} ${resourcePath}`).sort()).toEqual([
    'ANY /FHIR/R4',
    'ANY /FHIR/R4/{proxy+}',
    'ANY /partner/v1/{proxy+}',
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

test('the firewall blocks, except that size and script rules only count on /FHIR', () => {
  const [webAcl] = properties('AWS::WAFv2::WebACL');
  const rules = new Map<string, Record<string, unknown>>(
    webAcl?.Rules.map((rule: { Name: string }) => [rule.Name, rule]) ?? [],
  );
  expect([...rules.keys()]).toEqual([
    'TooManyRequests',
    'BodyOfMegabytes',
    'AWSManagedRulesKnownBadInputsRuleSet',
    'AWSManagedRulesCommonRuleSet',
    'CountedOutsideFhir',
  ]);
  expect(rules.get('AWSManagedRulesCommonRuleSet')).toMatchObject({
    OverrideAction: { None: {} },
    Statement: {
      ManagedRuleGroupStatement: {
        RuleActionOverrides: [
          { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } },
          { Name: 'CrossSiteScripting_BODY', ActionToUse: { Count: {} } },
          { Name: 'NoUserAgent_HEADER', ActionToUse: { Count: {} } },
        ],
      },
    },
  });
  // What was counted is blocked after all wherever the path is not FHIR's.
  expect(rules.get('CountedOutsideFhir')).toMatchObject({ Action: { Block: {} } });
});

test('the firewall knows the FHIR paths, with a stage in front and without', () => {
  const regex = /"RegexString":"([^"]*FHIR[^"]*)"/.exec(hub.text)?.[1] ?? '';
  const matches = (path: string) => new RegExp(regex).test(path);
  expect(['/FHIR/R4', '/FHIR/R4/Task', '/trial/FHIR/R4/Task'].map(matches)).toEqual([true, true, true]);
  expect(['/partner/v1/FHIR/R4/', '/FHIR/R4x', '/partner/FHIR/R4/'].map(matches)).toEqual([false, false, false]);
});
