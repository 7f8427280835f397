import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { grantsOf } from '../../infra/local/iam/roles.ts';
import { functionsOf } from '../../infra/local/lambda/functions.ts';
import { readTemplate } from '../../infra/local/template/template.ts';
import { synthesised } from './synthesised.ts';

const hub = synthesised({ validate: false });
const template = readTemplate(
  hub.source,
  { account: '000000000000', region: 'eu-west-2', stack: 'Handover', queueOrigin: 'http://127.0.0.1:1' },
  { PublicUrl: 'https://hub.example' },
);
const functions = new Map(functionsOf(template).map((fn) => [fn.identity.ref.replace('Handover-', ''), fn]));

/** Short names for what IAM names by ARN. */
const names = new Map(
  hub.resources.flatMap(({ id, type }) =>
    template
      .all(type, z.unknown())
      .filter((one) => one.id === id)
      .flatMap(({ identity }) => [identity.attributes.Arn, identity.ref])
      .map((arn) => [arn, id.replace(/[0-9A-F]{8}$/, '')] as const),
  ),
);
const short = (arn: string): string => {
  const [, owner = arn, rest = ''] = /^(.*?:table\/[^/]+)(\/.*)?$/.exec(arn) ?? [];
  return `${names.get(owner) ?? owner}${rest}`;
};

const granted = (name: string): string[] => {
  const statements = grantsOf(template).get(functions.get(name)?.properties.Role ?? '') ?? [];
  return statements
    .flatMap(({ Effect, Action, Resource, Condition }) =>
      Resource.flatMap((resource) =>
        Action.map((action) => {
          const service = Condition?.StringEquals['kms:ViaService']?.[0]?.split('.')[0];
          return `${Effect === 'Allow' ? '' : 'deny '}${action} ${short(resource)}${service ? ` via ${service}` : ''}`;
        }),
      ),
    )
    .filter((line) => !line.startsWith('logs:'))
    .sort();
};

const ledger = 'StorageLedgerTable';
const views = 'StorageViewsTable';
const secret = ['kms:Decrypt StorageKey via secretsmanager', 'secretsmanager:GetSecretValue StorageReferralIds'];
const tablesKey = 'kms:Decrypt StorageKey via dynamodb';
const exchange = [
  ...[`dynamodb:BatchGetItem ${views}`, `dynamodb:PutItem ${ledger}`],
  ...[`dynamodb:Query ${ledger}`, `dynamodb:Query ${views}`, `dynamodb:Query ${views}/index/worklist`],
  ...[tablesKey, ...secret],
];
const send = ['kms:Decrypt MessagesKey via sqs', 'kms:GenerateDataKey MessagesKey via sqs'];

/** What each function may do, all of it. A grant more or less is a decision to be made here. */
const decided: Record<string, readonly string[]> = {
  'fhir-api': [...exchange, `dynamodb:Query ${views}/index/changes`, `dynamodb:UpdateItem ${views}`],
  'partner-api': exchange,
  token: [
    ...[`dynamodb:PutItem ${views}`, `dynamodb:Query ${ledger}`, tablesKey],
    ...['kms:GetPublicKey OutboundKey', 'kms:GetPublicKey TokenKeyAKey', 'kms:GetPublicKey TokenKeyBKey'],
    ...['kms:Sign TokenKeyAKey', 'kms:Sign TokenKeyBKey'],
  ],
  authorise: [
    ...[`dynamodb:Query ${ledger}`, tablesKey],
    ...['kms:GetPublicKey TokenKeyAKey', 'kms:GetPublicKey TokenKeyBKey'],
  ],
  project: [
    ...[`dynamodb:DeleteItem ${views}`, `dynamodb:Query ${views}`, `dynamodb:UpdateItem ${views}`],
    ...[`dynamodb:Query ${ledger}`, tablesKey, ...send],
    ...[`dynamodb:DescribeStream ${ledger}/stream/local`, `dynamodb:GetRecords ${ledger}/stream/local`],
    ...[`dynamodb:GetShardIterator ${ledger}/stream/local`, `dynamodb:ListStreams ${ledger}/stream/*`],
    ...['events:PutEvents EventsBus', 'sqs:SendMessage ProjectionUnprojectedQueue'],
    ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((a) => `sqs:${a} ProjectionUnprojectedQueue`),
  ],
  deliver: [
    ...[`dynamodb:PutItem ${ledger}`, `dynamodb:Query ${ledger}`],
    ...[`dynamodb:Query ${views}`, `dynamodb:UpdateItem ${views}`, tablesKey, ...send],
    ...['kms:Sign OutboundKey', 'sqs:SendMessage DeliveryDueQueue', 'sqs:ReceiveMessage DeliveryDueQueue'],
    ...['sqs:DeleteMessage DeliveryDueQueue', 'sqs:GetQueueAttributes DeliveryDueQueue'],
  ],
  chase: [
    ...[`dynamodb:PutItem ${ledger}`, `dynamodb:Query ${ledger}`, tablesKey],
    ...[`dynamodb:DeleteItem ${views}`, `dynamodb:Query ${views}`, `dynamodb:Query ${views}/index/due`],
    ...[`dynamodb:UpdateItem ${views}`, ...send],
    ...['sqs:SendMessage ChaseMissedQueue', 'sqs:SendMessage DeliveryDueQueue'],
  ],
};

test('the functions that are deployed are the ones decided on', () => {
  expect([...functions.keys()].sort()).toEqual(Object.keys(decided).sort());
});

test.each(Object.keys(decided))('%s may do what it does, and nothing else', (name) => {
  expect(granted(name)).toEqual([...(decided[name] ?? [])].sort());
});

test('nobody may change or delete what the ledger holds', () => {
  for (const name of functions.keys()) {
    const onLedger = granted(name).filter((line) => line.endsWith(` ${ledger}`));
    expect(onLedger.every((line) => /^dynamodb:(Query|PutItem) /.test(line))).toBe(true);
  }
});

test('no policy allows a wildcard action; only the account itself may administer its keys', () => {
  const actions = hub.resources.flatMap(({ type, properties }) => {
    const { PolicyDocument, KeyPolicy } = properties;
    const statements = [...(PolicyDocument?.Statement ?? []), ...(KeyPolicy?.Statement ?? [])];
    return statements
      .filter(({ Effect }) => Effect === 'Allow')
      .filter(({ Principal }) => type !== 'AWS::KMS::Key' || !JSON.stringify(Principal).includes(':root'))
      .flatMap(({ Action }) => Action);
  });
  expect(actions.length).toBeGreaterThan(40);
  expect(actions.filter((action) => action.includes('*'))).toEqual([]);
});

test.each(Object.keys(decided))('%s is given the settings that it reads, and no others', (name) => {
  const code = readFileSync(new URL(`../../functions/${name}.lambda.ts`, import.meta.url), 'utf8');
  const [, reads = ''] = /readEnv\(\[([\s\S]*?)\]\)/.exec(code.replaceAll(/\] as const\)/g, '')) ?? [];
  const names = [...reads.matchAll(/'([A-Z_]+)'/g)].map(([, setting]) => setting);
  expect(names.sort()).toEqual(Object.keys(functions.get(name)?.properties.Environment.Variables ?? {}).sort());
});
