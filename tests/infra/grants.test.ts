import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hub, template } from './deployed.ts';
import { functions, granted } from './granted.ts';

const [ledger, views] = ['StorageLedgerTable', 'StorageViewsTable'];
const secret = ['kms:Decrypt StorageKey via secretsmanager', 'secretsmanager:GetSecretValue StorageReferralIds'];
const tablesKey = 'kms:Decrypt StorageKey via dynamodb';
const [audit, directory] = ['StorageAuditTable', 'StorageDirectoryTable'];
const directoryKey = 'kms:Decrypt StorageDirectoryKey via dynamodb';
// It adds to chains of its own name, and reads none.
const records = (name: string) => [`dynamodb:PutItem ${audit} of ${name}`, 'kms:Decrypt StorageAuditKey via dynamodb'];
const linkSecrets = [
  'kms:Decrypt LinkSecretsKey via secretsmanager',
  ...['LinkSecretsNotify', 'LinkSecretsTokens'].map((name) => `secretsmanager:GetSecretValue ${name}`),
];
const exchange = [
  ...[`dynamodb:Query ${ledger} of R#*,O#*`, `dynamodb:Query ${views}/index/worklist`],
  ...[tablesKey, ...secret],
];
const send = ['kms:Decrypt MessagesKey via sqs', 'kms:GenerateDataKey MessagesKey via sqs'];

const [mailSet, concernSet] = ['DeliveryMail', 'SafeguardingMail'].map((of) =>
  template
    .all('AWS::SES::ConfigurationSet', z.unknown())
    .map(({ identity }) => identity.ref)
    .find((ref) => ref.startsWith(of)),
);

const own = 'O#synthetic-practice,O#synthetic-coordinator,O#synthetic-group,C#synthetic-referral';

/** What each function may do, all of it. A grant more or less is a decision to be made here. */
const decided: Record<string, readonly string[]> = {
  'fhir-api': [
    ...[
      ...exchange,
      ...records('fhir-api#*'),
      `dynamodb:PutItem ${ledger} of R#*,G#*`,
      `dynamodb:Query ${ledger} of S#holds`,
      ...[`dynamodb:Query ${directory}`, directoryKey],
    ],
    ...[`dynamodb:BatchGetItem ${views}`, `dynamodb:Query ${views}`, `dynamodb:UpdateItem ${views}`],
  ],
  'partner-api': [
    ...exchange,
    ...records('partner-api#*'),
    `dynamodb:PutItem ${ledger} of R#*`,
    `dynamodb:BatchGetItem ${views} of R#*`,
    `dynamodb:UpdateItem ${views} of Q#*`,
    // What a group says of its room.
    ...[`dynamodb:PutItem ${directory} of CAPACITY`, directoryKey],
  ],
  token: [
    ...records('token#*'),
    ...[`dynamodb:PutItem ${views} of J#*`, `dynamodb:UpdateItem ${views} of Q#*`],
    ...[`dynamodb:Query ${ledger} of C#*`, tablesKey],
    ...['kms:GetPublicKey OutboundKey', 'kms:GetPublicKey TokenKeyAKey', 'kms:GetPublicKey TokenKeyBKey'],
    'kms:GetPublicKey SignInKey',
    ...['kms:Sign TokenKeyAKey', 'kms:Sign TokenKeyBKey'],
  ],
  web: [
    ...records('web#*'),
    ...[`dynamodb:Query ${ledger} of O#*`, tablesKey, `dynamodb:Query ${views}/index/attention`],
    ...[`dynamodb:Query ${views} of SWEEP`, `dynamodb:BatchGetItem ${views} of R#*`],
  ],
  pages: [
    ...[...records('pages#*'), ...secret, tablesKey, 'kms:Sign SignInKey'],
    ...[`dynamodb:Query ${directory}`, directoryKey, `dynamodb:Query ${ledger} of R#*,O#*,S#holds,S#companions`],
    // A manager says of the area's own coordinator who is away; T: that somebody was told of the service.
    `dynamodb:PutItem ${ledger} of R#*,G#*,T#*,O#CWS01`,
    ...['Query', 'PutItem', 'UpdateItem', 'DeleteItem'].map((action) => `dynamodb:${action} ${views} of S#*`),
    ...['attention', 'next', 'worklist'].map((index) => `dynamodb:Query ${views}/index/${index}`),
    ...[`dynamodb:BatchGetItem ${views} of R#*`, `dynamodb:UpdateItem ${views} of Q#*`],
    ...[`dynamodb:Query ${views} of REF#*,R#*,P#*`, `dynamodb:Query ${views} of L#*`],
    // What people suggest of services.
    `dynamodb:PutItem ${directory} of SUGGESTED`,
    ...[...send, 'sqs:SendMessage DeliveryDueQueue'],
  ],
  links: [
    ...[...records('links#*'), tablesKey, ...linkSecrets, ...send, 'sqs:SendMessage DeliveryDueQueue'],
    ...[
      `dynamodb:Query ${ledger} of R#*,O#*`,
      `dynamodb:PutItem ${ledger} of R#*`,
      `dynamodb:Query ${views} of REF#*`,
      ...['Query', 'UpdateItem'].map((action) => `dynamodb:${action} ${views} of L#*,SMS#*`),
    ],
    ...[`dynamodb:Query ${directory}`, directoryKey],
  ],
  // Anybody may read it without signing in: it can name no other table, and no key but this one.
  'directory-api': [`dynamodb:Query ${directory}`, directoryKey],
  'directory-import': [
    ...[`dynamodb:Query ${directory}`, `dynamodb:PutItem ${directory}`, directoryKey],
    ...[...send, 'sqs:SendMessage DirectoryMissedQueue'],
  ],
  digest: [
    ...[`dynamodb:Query ${ledger} of O#*`, tablesKey, `dynamodb:Query ${views}/index/attention`],
    ...[`dynamodb:PutItem ${views} of DIGEST#*`, 'sqs:SendMessage DigestMissedQueue', ...send],
    'ses:SendEmail arn:aws:ses:eu-west-2:000000000000:identity/handover@hub.example',
    `ses:SendEmail arn:aws:ses:eu-west-2:000000000000:configuration-set/${mailSet}`,
  ],
  health: [`dynamodb:PutItem ${ledger} of H#health`, tablesKey],
  authorise: [
    ...records('authorise#*'),
    ...[`dynamodb:Query ${ledger} of C#*`, tablesKey],
    ...['kms:GetPublicKey TokenKeyAKey', 'kms:GetPublicKey TokenKeyBKey'],
  ],
  project: [
    // Which referrals are of one person, by a keyed hash.
    ...[...records('HEADS#*'), ...secret],
    ...[`dynamodb:DeleteItem ${views}`, `dynamodb:Query ${views}`, `dynamodb:UpdateItem ${views}`],
    ...[`dynamodb:Query ${ledger} of R#*,O#*`, tablesKey, ...send],
    ...[`dynamodb:DescribeStream ${ledger}/stream/local`, `dynamodb:GetRecords ${ledger}/stream/local`],
    ...[`dynamodb:GetShardIterator ${ledger}/stream/local`, `dynamodb:ListStreams ${ledger}/stream/*`],
    ...['events:PutEvents EventsBus', 'sqs:SendMessage ProjectionUnprojectedQueue'],
    ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((a) => `sqs:${a} ProjectionUnprojectedQueue`),
  ],
  deliver: [
    ...records('deliver#*'),
    ...[`dynamodb:PutItem ${ledger} of R#*,O#*`, `dynamodb:Query ${ledger} of R#*,O#*`],
    ...['secretsmanager:GetSecretValue DeliveryMeshCredentials', `dynamodb:Query ${views}/index/worklist`],
    // That a group said it is full, for the directory.
    ...[...linkSecrets, `dynamodb:PutItem ${directory} of CAPACITY`, directoryKey],
    'ses:SendRawEmail arn:aws:ses:eu-west-2:000000000000:identity/handover@hub.example',
    `ses:SendRawEmail arn:aws:ses:eu-west-2:000000000000:configuration-set/${mailSet}`,
    ...[`dynamodb:Query ${views}`, `dynamodb:UpdateItem ${views}`, tablesKey, ...send],
    ...[
      'kms:Sign OutboundKey',
      'kms:Decrypt WebhookKey',
      'sqs:SendMessage DeliveryDueQueue',
      'sqs:ReceiveMessage DeliveryDueQueue',
    ],
    ...['sqs:DeleteMessage DeliveryDueQueue', 'sqs:GetQueueAttributes DeliveryDueQueue'],
  ],
  chase: [
    ...[`dynamodb:PutItem ${ledger} of R#*,H#pulse`, `dynamodb:Query ${ledger} of R#*,O#*,S#holds`, tablesKey],
    ...[`dynamodb:DeleteItem ${views}`, `dynamodb:Query ${views}`, `dynamodb:Query ${views}/index/due`],
    ...[`dynamodb:Query ${views}/index/attention`, `dynamodb:BatchGetItem ${views}`],
    ...[`dynamodb:UpdateItem ${views}`, ...send],
    // Whether a group that it would ask by itself said that it is full.
    ...[`dynamodb:Query ${directory} of CAPACITY`, directoryKey],
    // Versions of which nobody has heard.
    ...[
      'sqs:SendMessage ChaseMissedQueue',
      'sqs:SendMessage DeliveryDueQueue',
      'sqs:SendMessage ProjectionUnprojectedQueue',
    ],
  ],
  // The only one that names the table of concerns and its key.
  safeguarding: [
    ...['Query', 'PutItem', 'DeleteItem'].map((action) => `dynamodb:${action} SafeguardingConcernsTable`),
    ...['kms:Decrypt SafeguardingKey via dynamodb', tablesKey, ...send],
    ...[`dynamodb:Query ${ledger} of R#*,O#*,S#holds`, `dynamodb:PutItem ${ledger} of S#holds`],
    ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((a) => `sqs:${a} SafeguardingResultsQueue`),
    'sqs:SendMessage SafeguardingMissedQueue',
    // What a page that a link opened was made with.
    ...['kms:Decrypt LinkSecretsKey via secretsmanager', 'secretsmanager:GetSecretValue LinkSecretsTokens'],
    'ses:SendEmail arn:aws:ses:eu-west-2:000000000000:identity/handover@hub.example',
    `ses:SendEmail arn:aws:ses:eu-west-2:000000000000:configuration-set/${concernSet}`,
  ],
  synthetic: [
    `dynamodb:PutItem ${ledger} of ${own}`,
    ...[`dynamodb:Query ${ledger} of ${own}`, tablesKey, ...send, 'sqs:SendMessage SyntheticMissedQueue'],
    ...['kms:GetPublicKey SyntheticKey', 'kms:Sign SyntheticKey'],
  ],
  anchor: [
    ...[...records('ANCHORS'), `dynamodb:Query ${audit}`, `dynamodb:Query ${audit}/index/parts`],
    ...[...send, 'sqs:SendMessage AnchoringMissedQueue'],
  ],
  reconcile: [
    ...[`dynamodb:Query ${ledger} of R#*,O#*`, `dynamodb:Query ${ledger}/index/made`, tablesKey],
    ...[
      `dynamodb:Query ${views}`,
      `dynamodb:Query ${views}/index/due`,
      `dynamodb:Query ${views}/index/worklist`,
      ...send,
    ],
    ...['ReconcileMissedQueue', 'DeliveryDueQueue', 'ProjectionUnprojectedQueue'].map((q) => `sqs:SendMessage ${q}`),
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
    const onLedger = granted(name).filter((line) => line.split(' ')[1] === ledger);
    expect(onLedger.every((line) => /^dynamodb:(Query|PutItem) /.test(line))).toBe(true);
  }
});

test('nobody may change or delete what the trail holds, and whoever shows something cannot read who saw it', () => {
  const onAudit = [...functions.keys()].flatMap((name) =>
    granted(name).flatMap((line) => (line.includes(audit) ? [`${name} ${line.split(' ')[0]}`] : [])),
  );
  expect(onAudit.filter((line) => !/ dynamodb:(PutItem|Query)$/.test(line))).toEqual([]);
  expect(onAudit.filter((line) => line.endsWith('Query') && !line.startsWith('anchor '))).toEqual([]);
});

test('whoever answers a caller cannot make an organisation or a client of it: operators alone write the register', () => {
  for (const name of [
    'fhir-api',
    'partner-api',
    'token',
    'authorise',
    'web',
    'health',
    'chase',
    'digest',
    'safeguarding',
  ]) {
    const writes = granted(name).filter((line) => line.startsWith(`dynamodb:PutItem ${ledger}`));
    expect(writes.filter((line) => !/ of [RG#*,]*(H#pulse|H#health|S#holds)?$/.test(line))).toEqual([]);
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
