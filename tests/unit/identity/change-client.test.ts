import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { isWorkingKey } from '../../../functions/identity/client-key.ts';
import { type ClientChange, changeClient } from '../../../functions/usecases/change-client.ts';
import { registerClient } from '../../../functions/usecases/register-client.ts';
import { MemoryRegister } from './memory-register.ts';

const instant = '2026-11-21T09:00:00.000Z';
const actor = { client: 'operator', organisation: 'handover', person: 'alex' };
const keyOf = (kid: string, namedCurve = 'P-384') => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    public: { ...publicKey.export({ format: 'jwk' }), kid },
    private: { ...privateKey.export({ format: 'jwk' }), kid },
  };
};
const [old, next, p256] = [keyOf('old'), keyOf('next'), keyOf('p256', 'P-256')];

const started = async () => {
  const register = new MemoryRegister();
  for (const organisation of ['L99901', 'L99902', 'L99903']) {
    register.organisations.push({
      ...{ organisation, name: organisation, kind: 'practice', tier: 'full', active: true, version: 1 },
      identifier: { system: 's', value: organisation },
    });
  }
  const ports = { register, clock: () => instant, works: isWorkingKey };
  const command = { actor, client: 'gp-software', name: 'GP software', organisations: ['L99901', 'L99902'] };
  const add = registerClient(ports);
  await add({ ...command, jwks: { keys: [old.public] } });
  const change = (wanted: ClientChange, client = 'gp-software') =>
    changeClient(ports)({ actor, client, change: wanted });
  const kids = async () => (await register.client('gp-software'))?.jwks.keys.map((key) => key.kid);
  return { register, add, change, kids, command };
};

test('a second key holds beside the first until the first is retired: no moment without one', async () => {
  const { change, kids, register } = await started();
  expect(await change({ kind: 'add-keys', jwks: { keys: [next.public] } })).toMatchObject({ value: { written: true } });
  expect(await kids()).toEqual(['old', 'next']);
  expect(await change({ kind: 'add-keys', jwks: { keys: [next.public, old.public] } })).toMatchObject({
    value: { written: false },
  });
  expect(await change({ kind: 'retire-key', kid: 'old' })).toMatchObject({ value: { written: true } });
  expect(await kids()).toEqual(['next']);
  expect(await change({ kind: 'retire-key', kid: 'old' })).toMatchObject({ value: { written: false } });
  expect(register.by).toEqual(Array(3).fill({ at: instant, actor }));
});

test('the organisations of a client grow and shrink one by one, the same again writes nothing', async () => {
  const { change, register } = await started();
  const organisations = async () => (await register.client('gp-software'))?.organisations;
  await change({ kind: 'allow', organisations: ['L99903', 'L99901'] });
  expect(await organisations()).toEqual(['L99901', 'L99902', 'L99903']);
  expect(await change({ kind: 'allow', organisations: ['L99903'] })).toMatchObject({ value: { written: false } });
  await change({ kind: 'withdraw', organisations: ['L99902'] });
  expect(await organisations()).toEqual(['L99901', 'L99903']);
  expect(await change({ kind: 'withdraw', organisations: ['L99902'] })).toMatchObject({ value: { written: false } });
});

test('a client is revoked and restored, and adding it again does not restore it', async () => {
  const { change, add, command, register } = await started();
  await change({ kind: 'revoke' });
  expect(await register.client('gp-software')).toMatchObject({ active: false, version: 2 });
  expect(await add({ ...command, jwks: { keys: [old.public] }, onlyNew: true })).toMatchObject({ ok: false });
  await change({ kind: 'restore' });
  expect(await register.client('gp-software')).toMatchObject({ active: true, version: 3 });
  expect(await add({ ...command, jwks: { keys: [old.public] }, onlyNew: true })).toMatchObject({
    value: { written: false },
  });
});

test.each<[string, ClientChange]>([
  ['another key under the name of one that stands', { kind: 'add-keys', jwks: { keys: [keyOf('old').public] } }],
  ['a private key', { kind: 'add-keys', jwks: { keys: [next.private] } }],
  ['no keys', { kind: 'add-keys', jwks: { keys: [] } }],
  [
    'more keys than are kept',
    { kind: 'add-keys', jwks: { keys: Array.from({ length: 10 }, (_, n) => keyOf(`k${n}`).public) } },
  ],
  ['to lose its only key', { kind: 'retire-key', kid: 'old' }],
  ['an organisation that is not registered', { kind: 'allow', organisations: ['L99909'] }],
  ['to act for nobody', { kind: 'withdraw', organisations: ['L99901', 'L99902'] }],
])('%s is refused and writes nothing', async (_, wanted) => {
  const { change, register } = await started();
  expect(await change(wanted)).toMatchObject({ ok: false });
  expect(register.clients).toHaveLength(1);
});

test('the last key that can sign what we accept is not retired', async () => {
  const { change, kids } = await started();
  await change({ kind: 'add-keys', jwks: { keys: [next.public, p256.public] } });
  await change({ kind: 'retire-key', kid: 'old' });
  expect(await change({ kind: 'retire-key', kid: 'next' })).toMatchObject({ ok: false });
  expect(await kids()).toEqual(['next', 'p256']);
});

test('a client that is not registered cannot be changed', async () => {
  const { change } = await started();
  expect(await change({ kind: 'revoke' }, 'nobody')).toMatchObject({
    ok: false,
    refusals: [{ diagnostics: 'Not registered: nobody.' }],
  });
});
