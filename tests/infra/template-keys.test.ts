import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validated } from './synthesised.ts';

const hub = validated();
const all = (type: string) => hub.resources.filter((resource) => resource.type === type);
const target = (value: { 'Fn::GetAtt'?: [string, string]; Ref?: string }) => value['Fn::GetAtt']?.[0] ?? value.Ref;

test('queues, bus, archive, topic, secret and logs are encrypted with keys of ours', () => {
  // They take what fails when our key does, so that theirs must be another; no personal data lies in them.
  const [others, own] = [true, false].map((is) =>
    all('AWS::SQS::Queue').filter(({ id }) => /^EventsUndecipherable|Unheard|^DeliveryUnrouted/.test(id) === is),
  );
  expect(others).toHaveLength(4);
  for (const { properties } of others ?? []) expect(properties).toMatchObject({ SqsManagedSseEnabled: true });
  const keys = [
    ...(own ?? []).map(({ properties }) => properties.KmsMasterKeyId),
    ...all('AWS::SNS::Topic').map(({ properties }) => properties.KmsMasterKeyId),
    ...all('AWS::Events::EventBus').map(({ properties }) => properties.KmsKeyIdentifier),
    ...all('AWS::Events::Archive').map(({ properties }) => properties.KmsKeyIdentifier),
    ...all('AWS::SecretsManager::Secret').map(({ properties }) => properties.KmsKeyId),
    ...all('AWS::Logs::LogGroup').map(({ properties }) => properties.KmsKeyId),
  ];
  expect(keys.every((key) => key?.['Fn::GetAtt']?.[1] === 'Arn')).toBe(true);
});

test('taking it down by hand finds every table and secret that the stack leaves behind', () => {
  const deploy = readFileSync(new URL('../../infra/decisions/deploy.md', import.meta.url), 'utf8');
  const named = [...deploy.matchAll(/starts_with\((?:@|Name), `(?:Handover-)?(\w+)`\)/g)].map(([, prefix]) => prefix);
  const left = [...all('AWS::DynamoDB::GlobalTable'), ...all('AWS::SecretsManager::Secret')].map(({ id }) => id);
  expect(left.length).toBeGreaterThan(7);
  expect(left.filter((id) => !named.some((prefix) => prefix !== undefined && id.startsWith(prefix)))).toEqual([]);
});

test('what rings has a key that nothing else has: when another fails, it says so', () => {
  const [topic] = all('AWS::SNS::Topic').map(({ properties }) => target(properties.KmsMasterKeyId));
  const others = all('AWS::SQS::Queue').flatMap(({ properties }) =>
    properties.KmsMasterKeyId ? [target(properties.KmsMasterKeyId)] : [],
  );
  expect(topic).toContain('Alarms');
  expect(others).not.toContain(topic);
});
