import { expect, test } from 'vitest';
import { demand } from '../../../infra/local/iam/access.ts';
import { askedLog } from '../../../infra/local/iam/asked-log.ts';
import { matches } from '../../../infra/local/iam/pattern.ts';
import { isAllowed, policyDocument } from '../../../infra/local/iam/policy.ts';

const table = 'arn:aws:dynamodb:eu-west-2:000000000000:table/Ledger';
const statements = (...given: object[]) => policyDocument.parse({ Version: '2012-10-17', Statement: given }).Statement;
const query = { Effect: 'Allow', Action: ['dynamodb:Query'], Resource: table };

test('what no statement allows is denied', () => {
  expect(isAllowed(statements(query), { action: 'dynamodb:Query', resource: table })).toBe(true);
  expect(isAllowed(statements(query), { action: 'dynamodb:PutItem', resource: table })).toBe(false);
  expect(isAllowed([], { action: 'dynamodb:Query', resource: table })).toBe(false);
});

test('a grant on a table is none on its index', () => {
  expect(isAllowed(statements(query), { action: 'dynamodb:Query', resource: `${table}/index/born` })).toBe(false);
});

test('an explicit deny wins', () => {
  const deny = { Effect: 'Deny', Action: 'dynamodb:*', Resource: '*' };
  expect(isAllowed(statements(query, deny), { action: 'dynamodb:Query', resource: table })).toBe(false);
});

test('a condition holds only when the request has the value', () => {
  const opened = { 'kms:ViaService': 'dynamodb.eu-west-2.amazonaws.com' };
  const decrypt = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'key', Condition: { StringEquals: opened } };
  const asked = { action: 'kms:Decrypt', resource: 'key' };
  expect(isAllowed(statements(decrypt), { ...asked, context: opened })).toBe(true);
  expect(
    isAllowed(statements(decrypt), { ...asked, context: { 'kms:ViaService': 'sqs.eu-west-2.amazonaws.com' } }),
  ).toBe(false);
  expect(isAllowed(statements(decrypt), asked)).toBe(false);
});

test('a grant for some partition keys is none for others', () => {
  const some = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['R#*', 'O#*'] } };
  const put = statements({ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table, Condition: some });
  const asking = (...keys: string[]) => ({
    ...{ action: 'dynamodb:PutItem', resource: table },
    context: { 'dynamodb:LeadingKeys': keys },
  });
  expect(isAllowed(put, asking('R#1'))).toBe(true);
  expect(isAllowed(put, asking('R#1', 'O#1'))).toBe(true);
  expect(isAllowed(put, asking('R#1', 'C#1'))).toBe(false);
});

test('a service of AWS may do what the policy of the resource says to it, for this account', () => {
  const policy = statements({
    ...{
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: 'queue',
    },
    Condition: { StringEquals: { 'aws:SourceAccount': '1' } },
  });
  const asking = (service: string, account: string) => ({
    ...{ service, action: 'sqs:SendMessage', resource: 'queue' },
    context: { 'aws:SourceAccount': account },
  });
  expect(isAllowed(policy, asking('events.amazonaws.com', '1'))).toBe(true);
  expect(isAllowed(policy, asking('events.amazonaws.com', '2'))).toBe(false);
  expect(isAllowed(policy, asking('sns.amazonaws.com', '1'))).toBe(false);
  expect(isAllowed(policy, { action: 'sqs:SendMessage', resource: 'queue' })).toBe(false);
});

test('what was asked is kept once, without the ids of referrals', () => {
  const log = askedLog();
  for (const id of ['1', '2']) {
    const asked = { action: 'dynamodb:Query', resource: table, context: { 'dynamodb:LeadingKeys': [`R#${id}`] } };
    log.note({ who: 'role', asked });
  }
  expect(log.all()).toEqual([
    { who: 'role', asked: { action: 'dynamodb:Query', resource: table, context: { 'dynamodb:LeadingKeys': ['R#…'] } } },
  ]);
});

test.each([
  { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
  { Effect: 'Allow', Action: 'a:b', Resource: '*', Condition: { StringLike: { a: 'b' } } },
])('what is not evaluated here does not parse: %j', (statement) => {
  expect(policyDocument.safeParse({ Version: '2012-10-17', Statement: [statement] }).success).toBe(false);
});

test.each([
  ['arn:*:table/L?dger', 'arn:aws:table/Ledger', true],
  ['arn:aws:table/Ledger', 'arn:aws:table/LedgerX', false],
  ['a.c', 'abc', false],
  ['a.c*', 'a.c', true],
])('%s matches %s: %s', (pattern, value, expected) => {
  expect(matches(pattern, value)).toBe(expected);
});

test('who reads an encrypted table needs its key as well, through DynamoDB', () => {
  const caller = { role: 'role', statements: statements(query), log: askedLog() };
  const needs = [{ action: 'dynamodb:Query', resource: table, key: { arn: 'key', actions: ['Decrypt'] } }];
  expect(() => demand(caller, 'eu-west-2', needs)).toThrow('not authorized to perform: kms:Decrypt on resource: key');
});
