import { expect, test } from 'vitest';
import { z } from 'zod';
import { routesOf } from '../../infra/local/http/routes.ts';
import { hub, template } from './deployed.ts';

const acl = z.looseObject({
  Rules: z.array(z.looseObject({ Name: z.string(), Statement: z.unknown() })),
  DataProtectionConfig: z.unknown(),
});
const [firewall] = template.all('AWS::WAFv2::WebACL', acl).map(({ properties }) => properties);
const rules = new Map(firewall?.Rules.map((rule) => [rule.Name, rule]) ?? []);

test('the firewall blocks, except that size and script rules only count on /FHIR', () => {
  expect([...rules.keys()]).toEqual([
    'TooManyRequests',
    'TooManyFromPoster',
    'LeadsNowhere',
    'BodyOfMegabytes',
    'FormTooLarge',
    'AWSManagedRulesKnownBadInputsRuleSet',
    'AWSManagedRulesCommonRuleSet',
    'CountedOutsideFhir',
  ]);
  // HTTP clients of suppliers often name no program, and bodies of FHIR are long and hold markup: counted, not blocked.
  const counted = ['SizeRestrictions_BODY', 'CrossSiteScripting_BODY', 'NoUserAgent_HEADER'];
  expect(rules.get('AWSManagedRulesCommonRuleSet')).toMatchObject({
    OverrideAction: { None: {} },
    Statement: {
      ManagedRuleGroupStatement: { RuleActionOverrides: counted.map((Name) => ({ Name, ActionToUse: { Count: {} } })) },
    },
  });
  // What was counted is blocked after all wherever the path is not FHIR's.
  expect(rules.get('CountedOutsideFhir')).toMatchObject({ Action: { Block: {} } });
});

const regexOf = (rule: string): RegExp =>
  new RegExp(
    /"RegexString":"([^"]*)"/.exec(JSON.stringify(rules.get(rule)?.Statement))?.[1]?.replaceAll('\\\\', '\\') ?? '^$',
  );

test('the firewall knows the FHIR paths, with a stage in front and without', () => {
  const matches = (path: string) => regexOf('CountedOutsideFhir').test(path);
  expect(['/FHIR/R4', '/FHIR/R4/Task', '/trial/FHIR/R4/Task'].map(matches)).toEqual([true, true, true]);
  // Nobody who writes that a person is not safe is turned away for the words, or for how many they are.
  expect(['/safeguarding/v1/concerns', '/trial/safeguarding/form/link/mens-shed'].map(matches)).toEqual([true, true]);
  expect(['/partner/v1/FHIR/R4/', '/FHIR/R4x', '/partner/FHIR/R4/'].map(matches)).toEqual([false, false, false]);
});

test('every route leads somewhere in the eyes of the firewall, and what everybody tries does not', () => {
  const leads = (path: string) => regexOf('LeadsNowhere').test(path);
  const paths = routesOf(template).map(({ resourcePath }) => resourcePath);
  expect(paths.flatMap((path) => [path, `/trial${path}`]).filter((path) => !leads(path))).toEqual([]);
  expect(
    [
      '/wp-login.php',
      '/trialx',
      '//wp-login.php',
      '/.env',
      '/trial',
      '/xwell-known/jwks.json',
      '/FHIRx',
      '/x/FHIR/R4',
    ].filter(leads),
  ).toEqual([]);
});

test('one address alone cannot use up what the stage takes from all', () => {
  const stage = z.looseObject({
    MethodSettings: z.array(z.looseObject({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })),
  });
  const [served] = template.all('AWS::ApiGateway::Stage', stage).map(({ properties }) => properties);
  expect(served?.MethodSettings).toMatchObject([
    { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
  ]);
  expect(rules.get('TooManyRequests')?.Statement).toMatchObject({
    RateBasedStatement: { AggregateKeyType: 'IP', Limit: 5_000 },
  });
  expect(5_000 / 300).toBeLessThan(50 / 2);
});

test('of what it refuses the firewall keeps no body, query, path, sign-in or cookie, and for a month', () => {
  expect(firewall?.DataProtectionConfig).toEqual({
    DataProtections: [
      { Action: 'SUBSTITUTION', Field: { FieldType: 'BODY' } },
      { Action: 'SUBSTITUTION', Field: { FieldType: 'QUERY_STRING' } },
      {
        Action: 'SUBSTITUTION',
        Field: {
          FieldType: 'SINGLE_HEADER',
          FieldKeys: expect.arrayContaining(['authorization', 'cookie', 'referer']),
        },
      },
    ],
  });
  const logging = hub.resources.filter(({ type }) => type === 'AWS::WAFv2::LoggingConfiguration');
  expect(logging.map(({ properties }) => properties)).toMatchObject([
    { RedactedFields: [{ UriPath: {} }], LoggingFilter: { DefaultBehavior: 'DROP' } },
  ]);
  const group = z.looseObject({ LogGroupName: z.string().optional(), RetentionInDays: z.number() });
  const [log] = template
    .all('AWS::Logs::LogGroup', group)
    .filter(({ properties }) => properties.LogGroupName?.startsWith('aws-waf-logs-handover-'));
  expect(log?.properties.RetentionInDays).toBe(30);
  // Without `:*` at its end, which the firewall does not take.
  const destination = JSON.stringify(logging[0]?.properties.LogDestinationConfigs);
  expect(destination.endsWith(`":log-group:",{"Ref":"${log?.id}"}]]}]`)).toBe(true);
});
