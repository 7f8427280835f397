import { expect, test } from 'vitest';
import { z } from 'zod';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { demoClients, demoOrganisations } from '../../infra/local/demo/organisations.ts';
import { grantsOf } from '../../infra/local/iam/roles.ts';
import { functionsOf } from '../../infra/local/lambda/functions.ts';
import { carriedOut, nothingToDoLocally } from '../../infra/local/template/coverage.ts';
import { readTemplate } from '../../infra/local/template/template.ts';
import { testTables } from '../integration/tables.ts';
import { synthesised, validated } from './synthesised.ts';

const hub = validated();
const place = { account: '000000000000', region: 'eu-west-2', stack: 'Handover', queueOrigin: 'http://127.0.0.1:1' };
const all = (type: string) => hub.resources.filter((resource) => resource.type === type);
const named = (type: string, start: string) => {
  const [found, ...others] = all(type).filter(({ id }) => id.startsWith(start));
  if (!found || others.length > 0) throw new Error(`${type} ${start} is not there once`);
  return found.properties;
};
/** The resource that an intrinsic points to. */
const target = (value: { 'Fn::GetAtt'?: [string, string]; Ref?: string }) => value['Fn::GetAtt']?.[0] ?? value.Ref;

test('CloudFormation would take the template: every schema error is an error here', () => {
  // Synthesis above throws otherwise; what it made is a stack of some size.
  expect(hub.resources.length).toBeGreaterThan(80);
});

test('what runs on this machine, and what other tests read, is what is synthesised now', async () => {
  expect((await synthesised()).text).toBe(hub.text);
});

test('there are five tables, each on demand, encrypted with a key of ours, restorable and hard to delete', () => {
  const tables = all('AWS::DynamoDB::GlobalTable');
  expect(tables).toHaveLength(5);
  for (const { properties, kept } of tables) {
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } },
        },
      ],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
    expect(kept).toBe(true);
  }
});

test('tests of single parts write into tables with the same keys, indexes and stream', () => {
  const declared = all('AWS::DynamoDB::GlobalTable').map(({ properties }) => {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = properties;
    return { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification };
  });
  const used = testTables.map(({ AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification }) => {
    const stream = StreamSpecification && { StreamViewType: StreamSpecification.StreamViewType };
    return { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification: stream };
  });
  expect(used).toEqual(declared);
});

test('the stream of the ledger carries keys only, and no other table has one', () => {
  const streams = all('AWS::DynamoDB::GlobalTable').map(({ properties }) => properties.StreamSpecification);
  expect(streams.filter(Boolean)).toEqual([{ StreamViewType: 'KEYS_ONLY' }]);
  expect(named('AWS::DynamoDB::GlobalTable', 'StorageLedger').StreamSpecification).toBeDefined();
});

test('indexes hold keys only, and one beside them what was a key: ids, codes and times, so that none is a copy of personal data', () => {
  const indexes = all('AWS::DynamoDB::GlobalTable').flatMap(
    ({ properties }) => properties.GlobalSecondaryIndexes ?? [],
  );
  expect(indexes.map(({ IndexName }) => IndexName).sort()).toEqual([
    ...['attention', 'due', 'made', 'next', 'parts', 'worklist'],
  ]);
  const more = indexes.filter(({ Projection }) => Projection.ProjectionType !== 'KEYS_ONLY');
  expect(more.map(({ IndexName, Projection }) => [IndexName, Projection])).toEqual([
    ['next', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['soonest'] }],
  ]);
});

test('concerns lie under a key of their own; table and key are named by the policy of one function, and by no other', () => {
  const [table, ...no] = all('AWS::DynamoDB::GlobalTable').filter(({ id }) => id.startsWith('SafeguardingConcerns'));
  expect([no, table?.properties.StreamSpecification]).toEqual([[], undefined]);
  const key = target(table?.properties.Replicas[0].SSESpecification.KMSMasterKeyId);
  const others = all('AWS::DynamoDB::GlobalTable').filter(({ id }) => id !== table?.id);
  for (const { properties } of others)
    expect(target(properties.Replicas[0].SSESpecification.KMSMasterKeyId)).not.toBe(key);
  const naming = (what = '?') =>
    all('AWS::IAM::Policy').filter(({ properties }) => JSON.stringify(properties).includes(what));
  for (const what of [key, table?.id])
    expect(naming(what).map(({ id }) => id)).toEqual([expect.stringMatching(/^SafeguardingFunctionRole/)]);
  // The environment of no other function names it, and no output tells an operator where it is.
  const knows = all('AWS::Lambda::Function').filter(({ properties }) =>
    JSON.stringify(properties).includes(table?.id ?? '?'),
  );
  expect(knows.map(({ id }) => id)).toEqual([expect.stringMatching(/^Safeguarding/)]);
});

test('every symmetric key of ours turns over by itself, and no key goes when the stack does', () => {
  for (const { properties, kept } of all('AWS::KMS::Key')) {
    expect(kept).toBe(true);
    if (properties.KeyUsage !== 'SIGN_VERIFY') expect(properties.EnableKeyRotation).toBe(true);
  }
});

test('every function has an alarm on its errors that says in a sentence who is harmed, and rings', () => {
  const watched = all('AWS::CloudWatch::Alarm').filter(({ properties }) => properties.MetricName === 'Errors');
  const functions = watched.map(({ properties }) => target(properties.Dimensions[0].Value));
  expect(functions.sort()).toEqual(
    all('AWS::Lambda::Function')
      .map(({ id }) => id)
      .sort(),
  );
});

test('every alarm says a sentence and the section of the runbook, calls somebody, and says when it is over', () => {
  for (const { properties } of all('AWS::CloudWatch::Alarm')) {
    expect(properties.AlarmDescription).toMatch(/^[A-Z].{30,}\. Runbook: /);
    expect(properties.AlarmActions).toHaveLength(1);
    // Else a pager stays open after it is over, and who was called does not know.
    expect(properties.OKActions).toEqual(properties.AlarmActions);
    expect(properties.AlarmDescription).toMatch(/ Runbook: [A-Z][^.]+\. First: (npm run -s|logs|aws) /);
    const isDeadLetters = properties.MetricName === 'ApproximateNumberOfMessagesVisible';
    expect(properties.AlarmDescription.includes('Empty it, or the next one is silent.')).toBe(isDeadLetters);
  }
});

test('a stopped clock rings: no heartbeat is as bad as a bad one', () => {
  const heartbeats = all('AWS::CloudWatch::Alarm').filter(({ properties }) => properties.MetricName === 'Heartbeat');
  expect(heartbeats.map(({ properties }) => properties.Dimensions[0].Value).sort()).toEqual([
    'chase',
    'project',
    'safeguarding',
  ]);
  for (const { properties } of heartbeats)
    expect(properties).toMatchObject({
      ...{ Namespace: 'Handover', TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold' },
    });
});

test('every asynchronous path ends in a dead-letter queue that rings when something is in it', () => {
  const ends = [
    ...all('AWS::SQS::Queue').flatMap(({ properties }) => properties.RedrivePolicy?.deadLetterTargetArn ?? []),
    ...all('AWS::Events::Rule').flatMap(({ properties }) =>
      properties.Targets.map((one: { DeadLetterConfig: { Arn: object } }) => one.DeadLetterConfig.Arn),
    ),
    ...all('AWS::Events::EventBus').map(({ properties }) => properties.DeadLetterConfig.Arn),
    ...all('AWS::Scheduler::Schedule').map(({ properties }) => properties.Target.DeadLetterConfig.Arn),
    ...all('AWS::Lambda::EventInvokeConfig').map(
      ({ properties }) => properties.DestinationConfig.OnFailure.Destination,
    ),
    ...all('AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => properties.StartingPosition)
      .map(({ properties }) => properties.DestinationConfig.OnFailure.Destination),
  ].map(target);
  const ringing = all('AWS::CloudWatch::Alarm')
    .filter(({ properties }) => properties.MetricName === 'ApproximateNumberOfMessagesVisible')
    .map(({ properties }) => target(properties.Dimensions[0].Value));
  expect(ends).toHaveLength(23);
  const stuck = all('AWS::CloudWatch::Alarm')
    .filter(({ properties }) => properties.MetricName === 'ApproximateNumberOfMessagesNotVisible')
    .map(({ properties }) => target(properties.Dimensions[0].Value));
  // One end is itself read again: what does not succeed there stays hidden.
  expect([...ringing, ...stuck]).toEqual(expect.arrayContaining(ends));
});

test('a queue that a function reads hands over what fails, and a stream is halved and retried', () => {
  for (const { properties } of all('AWS::Lambda::EventSourceMapping')) {
    expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    if (properties.StartingPosition) expect(properties.BisectBatchOnFunctionError).toBe(true);
    else {
      const queue = named('AWS::SQS::Queue', target(properties.EventSourceArn) ?? '');
      expect(queue.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    }
  }
});

test('the secret of MESH, and the right to read it, are there only with a mailbox at MESH', () => {
  const made = (MeshMailbox: string) => {
    const parameters = { PublicUrl: 'https://hub.example', MailSender: 'handover@hub.example', MeshMailbox };
    const template = readTemplate(hub.source, place, parameters);
    const secrets = template.all('AWS::SecretsManager::Secret', z.unknown()).map(({ id }) => id);
    const readers = [...grantsOf(template)].filter(([, grants]) => JSON.stringify(grants).includes('DeliveryMesh'));
    const deliver = functionsOf(template).find(({ id }) => id.startsWith('DeliveryDeliver'));
    const setting = deliver?.properties.Environment.Variables?.MESH_SECRET_ID;
    return [secrets.filter((id) => id.startsWith('DeliveryMesh')).length, readers.length, setting !== ''];
  };
  expect(made('')).toEqual([0, 0, false]);
  expect(made('X26HUB01')).toEqual([1, 1, true]);
});

test.each([
  ['a page', 'DeliveryMail'],
  ['that a concern waits', 'SafeguardingMail'],
])('%s by e-mail goes over TLS or not at all, and what comes back of it is heard', (_, mail) => {
  expect(named('AWS::SES::ConfigurationSet', mail).DeliveryOptions).toEqual({ TlsPolicy: 'REQUIRE' });
  const { EventDestination } = named('AWS::SES::ConfigurationSetEventDestination', mail);
  expect(EventDestination).toMatchObject({ Enabled: true, MatchingEventTypes: ['bounce', 'complaint', 'reject'] });
});

test('every log has an end', () => {
  for (const { properties } of all('AWS::Logs::LogGroup')) expect(properties.RetentionInDays).toBe(30);
});

test('what runs locally is what the template holds: no type is covered that is not there', () => {
  const types = new Set(hub.resources.map(({ type }) => type));
  expect([...carriedOut, ...Object.keys(nothingToDoLocally)].filter((type) => !types.has(type))).toEqual([]);
});

test('the public address is a host alone: a slash at its end would turn every sign-in away', () => {
  const { AllowedPattern } = z
    .object({ Parameters: z.object({ PublicUrl: z.object({ AllowedPattern: z.string() }) }) })
    .parse(hub.source).Parameters.PublicUrl;
  // CloudFormation wants the whole value to match.
  const takes = (url: string) => new RegExp(`^(?:${AllowedPattern})$`).test(url);
  const taken = ['https://referrals.example.nhs.uk', 'http://127.0.0.1:8080'];
  const refused = ['https://referrals.example.nhs.uk/', 'https://host/live', 'http://host', 'host', ''];
  expect([...taken, ...refused].filter(takes)).toEqual(taken);
});

test('the template holds no demo client, organisation or key', () => {
  for (const { client, name } of demoClients)
    expect([hub.text.includes(client), hub.text.includes(name)]).toEqual([false, false]);
  // The coordinator of the area is configuration of the hub itself: its manager changes its roster from a page, and nobody else's.
  for (const { organisation, name } of demoOrganisations) {
    const isOurs = organisation === thisArea.coordinator;
    expect([hub.text.includes(organisation), hub.text.includes(name)]).toEqual([isOurs, false]);
  }
  expect(hub.text).not.toMatch(/"kty"|PRIVATE KEY/);
});
