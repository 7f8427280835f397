import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { everyCompanion } from '../../../functions/identity/companion-list.ts';
import { dynamoRegister } from '../../../functions/identity/participants.ts';
import type { Client, Participant } from '../../../functions/usecases/ports.ts';
import { registerOrganisation } from '../../../functions/usecases/register-organisation.ts';
import { startDynamodb } from '../dynamodb.ts';

const { client, ledgerTable, stop } = await startDynamodb();
afterAll(stop);

const register = dynamoRegister({ client, table: ledgerTable });
const by = { at: '2026-11-21T09:00:00.000Z', actor: { client: 'operator', organisation: 'handover' } };

const group = (version: number): Participant => ({
  ...{ organisation: 'a-group', name: 'A Group', kind: 'voluntary', tier: 'name-only', active: true, version },
  identifier: { system: systems.organisation, value: 'a-group' },
  endpoint: { url: 'https://group.example' },
});
const software = (version: number): Client => ({
  ...{ client: 'software', name: 'Software', organisations: ['a-group', 'L99901'], active: version < 3, version },
  jwks: { keys: [{ kty: 'EC', crv: 'P-384', x: 'x', y: 'y', kid: 'one' }] },
});

test('the newest version is read, beyond ten as well, and every version stays with who wrote it', async () => {
  for (let version = 1; version <= 11; version += 1) {
    expect(await register.addOrganisation(group(version), by)).toBe('written');
  }
  expect(await register.organisation('a-group')).toEqual(group(11));
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: ledgerTable,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'O#a-group' } },
    }),
  );
  expect(Items.map((item) => unmarshall(item).sk)).toEqual(
    Array.from({ length: 11 }, (_, n) => `V#${String(n + 1).padStart(7, '0')}`),
  );
  expect(unmarshall(Items[0] ?? {})).toEqual({
    ...{ pk: 'O#a-group', sk: 'V#0000001', format: 1, at: by.at, actor: by.actor },
    ...group(1),
  });
});

test('champions and buddies are found without reading the ledger: once each, as they stand, and nobody who is switched off', async () => {
  const champion = (code: string, version: number, more: Partial<Participant> = {}): Participant => ({
    ...{ organisation: code, name: 'Ada Oak', kind: 'companion', tier: 'name-only', active: true, version },
    ...{
      identifier: { system: systems.organisation, value: code },
      companion: { clearedFor: [], experience: ['carers'] },
    },
    ...more,
  });
  const all = [
    champion('champion-a', 1),
    champion('champion-a', 2, { name: 'Ada Elm' }),
    champion('champion-b', 1),
    champion('champion-b', 2, { active: false }),
  ];
  for (const one of all) await register.addOrganisation(one, by);
  await register.addOrganisation(champion('champion-a', 1), by);
  expect(await everyCompanion({ client, table: ledgerTable }, register)).toEqual([all[1]]);
});

test('a version is written once', async () => {
  expect(await register.addClient(software(1), by)).toBe('written');
  expect(await register.addClient({ ...software(1), name: 'Other' }, by)).toBe('conflict');
  expect(await register.client('software')).toEqual(software(1));
});

test('an organisation and a client of one name are two, and who is not there is undefined', async () => {
  expect(await register.client('a-group')).toBeUndefined();
  expect(await register.organisation('software')).toBeUndefined();
});

test('twenty operators at once lose no registration', async () => {
  const add = registerOrganisation({ register, clock: () => by.at, allowedPrivateOrigins: [] });
  const organisation = { actor: by.actor, organisation: 'L99901', name: 'A Surgery', kind: 'practice' } as const;
  const results = await Promise.all(Array.from({ length: 20 }, () => add(organisation)));
  expect(results.every((result) => result.ok)).toBe(true);
  expect(results.filter((result) => result.ok && result.value.written)).toHaveLength(1);
  expect((await register.organisation('L99901'))?.version).toBe(1);
});
