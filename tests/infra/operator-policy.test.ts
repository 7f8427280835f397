import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hub, template } from './deployed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const statement = z.object({ Action: z.array(z.string()), Resource: z.array(z.string()) });
const { Statement } = z
  .object({ Statement: z.array(statement) })
  .parse(JSON.parse(readFileSync(`${root}/infra/decisions/operator-policy.json`, 'utf8')));
const granted = new Set(Statement.flatMap(({ Action }) => Action));

const services: Readonly<Record<string, string>> = { eventbridge: 'events', 'secrets-manager': 'secretsmanager' };
/** IAM asks for what a transaction does, not for the transaction. */
const asked: Readonly<Record<string, string>> = { 'dynamodb:TransactWriteItems': 'dynamodb:PutItem' };

/** Calls of AWS in a file and in all that it imports: what a command could come to make. */
const callsOf = (file: string, seen = new Set<string>()): string[] => {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^import (?!type )([^;]*?) from '([^']+)';$/gms);
  return [...imports].flatMap(([, names = '', from = '']) => {
    if (from.startsWith('.')) return callsOf(resolve(dirname(file), from), seen);
    const service = /^@aws-sdk\/client-([a-z0-9-]+)$/.exec(from)?.[1];
    if (!service) return [];
    const actions = [...names.matchAll(/\b(\w+)Command\b/g)].map(
      ([, name]) => `${services[service] ?? service}:${name}`,
    );
    return actions.map((action) => asked[action] ?? action);
  });
};

const commands = readdirSync(`${root}/infra/operator`).filter((name) => name.endsWith('.ts'));

test('the example policy of operators grants every call that a command of theirs can make', () => {
  const calls = new Set(commands.flatMap((name) => callsOf(`${root}/infra/operator/${name}`)));
  expect([...calls]).toEqual(
    expect.arrayContaining(['dynamodb:BatchWriteItem', 'events:PutEvents', 'sqs:SendMessage']),
  );
  expect([...calls].filter((action) => !granted.has(action))).toEqual([]);
  expect([...granted].filter((action) => action.includes('*'))).toEqual([]);
});

test('the example policy names no index that the stack does not have', () => {
  const named = Statement.flatMap(({ Resource }) => Resource).flatMap((arn) => arn.split('/index/')[1] ?? []);
  const standing = [...JSON.stringify(hub.resources).matchAll(/"IndexName":"([^"]+)"/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => name !== '*' && !standing.includes(name))).toEqual([]);
});

test('the example policy names tables, queues and bus as the stack does', () => {
  const patterns = Statement.flatMap(({ Resource }) => Resource).map((arn) => arn.split(/[:/]/).at(-1) ?? '');
  const fits = (name: string): boolean =>
    patterns.some((pattern) =>
      pattern.length > 1 && pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
    );
  const { LedgerTable = '', ViewsTable = '', AuditTable = '', BusName = '' } = template.outputs;
  const queues = hub.resources.filter(({ type }) => type === 'AWS::SQS::Queue').map(({ id }) => `Handover-${id}`);
  expect([LedgerTable, ViewsTable, AuditTable, BusName, ...queues].filter((name) => !fits(name))).toEqual([]);
  // The ledger is only ever appended to, also by a person.
  const onLedger = Statement.filter(({ Resource }) => Resource.some((one) => one.endsWith('StorageLedger*')));
  const changing = onLedger
    .flatMap(({ Action }) => Action)
    .filter((one) => /Update(Item|Table)|Delete|BatchWrite/.test(one));
  expect(changing).toEqual([]);
});

test('nobody changes or deletes what the trail holds but who may also hold and dispose, and that is another policy', () => {
  const onAudit = Statement.filter(({ Resource }) => Resource.some((one) => one.includes('StorageAudit')));
  expect([...new Set(onAudit.flatMap(({ Action }) => Action))].sort()).toEqual(
    ['PutItem', 'Query', 'Scan'].map((action) => `dynamodb:${action}`),
  );
  const retention = z
    .object({ Statement: z.array(statement) })
    .parse(JSON.parse(readFileSync(`${root}/infra/decisions/retention-policy.json`, 'utf8')));
  const more = retention.Statement.flatMap(({ Action, Resource }) =>
    Resource.map((one) => `${Action.join()} ${one.split('/').at(-1)}`),
  );
  expect(more).toEqual([
    'dynamodb:PutItem Handover-StorageLedger*',
    'dynamodb:DeleteItem Handover-StorageLedger*',
    'dynamodb:UpdateItem Handover-StorageAudit*',
  ]);
});
