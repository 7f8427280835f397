import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { isWorkingKey } from '../../../functions/identity/client-key.ts';
import { type RegisterClient, registerClient } from '../../../functions/usecases/register-client.ts';
import { MemoryRegister } from './memory-register.ts';

const instant = '2026-11-21T09:00:00.000Z';
const actor = { client: 'operator', organisation: 'handover' };

const rsa = (modulusLength: number, publicExponent = 65537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const p384 = ec('P-384');
const key = { ...p384.publicKey.export({ format: 'jwk' }), kid: 'one' };
const rsaKey = { ...rsa(2048).publicKey.export({ format: 'jwk' }), kid: 'two' };
const p256 = { ...ec('P-256').publicKey.export({ format: 'jwk' }), kid: 'three' };

const command: RegisterClient = {
  ...{ actor, client: 'gp-software', name: 'GP software', organisations: ['L99902', 'L99901'] },
  jwks: { keys: [key, rsaKey, p256] },
};

const hub = () => {
  const register = new MemoryRegister();
  for (const organisation of ['L99901', 'L99902']) {
    register.organisations.push({
      ...{ organisation, name: organisation, kind: 'practice', tier: 'full', active: true, version: 1 },
      identifier: { system: 's', value: organisation },
    });
  }
  return { register, add: registerClient({ register, clock: () => instant, works: isWorkingKey }) };
};

test('a client is entered with its keys and organisations, and the same again writes nothing', async () => {
  const { register, add } = hub();
  expect(await add(command)).toMatchObject({
    value: { written: true, record: { organisations: ['L99901', 'L99902'], active: true, version: 1 } },
  });
  const again = { ...command, organisations: ['L99901', 'L99902', 'L99901'] };
  expect(await add(again)).toMatchObject({ value: { written: false, record: { version: 1 } } });
  expect(register.clients).toHaveLength(1);
  expect(register.by).toEqual([{ at: instant, actor }]);
});

test('only what makes a public key is kept of it', async () => {
  const { register, add } = hub();
  await add({ ...command, jwks: { keys: [{ ...key, alg: 'ES384', 'x-comment': 'Dr Jones', x5c: ['MIIB'] }] } });
  expect(register.clients[0]?.jwks.keys).toEqual([{ ...key, alg: 'ES384', use: 'sig' }]);
});

test('revoking is a version like any other, and so is a new key', async () => {
  const { register, add } = hub();
  await add(command);
  await add({ ...command, active: false });
  await add({ ...command, jwks: { keys: [rsaKey] } });
  expect(register.clients.map((c) => [c.version, c.active, c.jwks.keys.length])).toEqual([
    [1, true, 3],
    [2, false, 3],
    [3, true, 1],
  ]);
});

const offCurve = { ...key, y: Buffer.alloc(48, 1).toString('base64url') };
const forgeable = { ...rsaKey, e: 'Aw' };

test.each<[string, unknown]>([
  ['are no JWKS', 'https://evil.example/jwks'],
  ['are none', { keys: [] }],
  ['are eleven', { keys: Array.from({ length: 11 }, (_, n) => ({ ...key, kid: `k${n}` })) }],
  ['are at another address', { keys: [key], jku: 'https://evil.example/jwks' }],
  ['hold one at another address', { keys: [{ ...key, x5u: 'https://evil.example/x' }] }],
  ['hold a private part', { keys: [{ ...p384.privateKey.export({ format: 'jwk' }), kid: 'one' }] }],
  ['hold a private RSA part', { keys: [{ ...rsa(2048).privateKey.export({ format: 'jwk' }), kid: 'one' }] }],
  ['hold a secret', { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'one' }] }],
  ['hold a key of another kind', { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'eA', kid: 'one' }] }],
  ['hold a key without a kid', { keys: [{ ...key, kid: undefined }] }],
  ['hold a kid with a line break', { keys: [{ ...key, kid: 'a\nb' }] }],
  ['hold two with one kid', { keys: [key, { ...rsaKey, kid: 'one' }] }],
  ['hold one for encryption', { keys: [{ ...key, use: 'enc' }] }],
  ['hold a short RSA key', { keys: [{ ...rsa(1024).publicKey.export({ format: 'jwk' }), kid: 'one' }] }],
  ['hold an RSA key that anybody can forge', { keys: [forgeable] }],
  ['hold a point that is not on its curve', { keys: [offCurve] }],
  ['hold a key on another curve', { keys: [{ ...ec('P-521').publicKey.export({ format: 'jwk' }), kid: 'one' }] }],
  ['hold a curve named like a property', { keys: [{ ...key, crv: 'constructor' }] }],
  ['hold numbers that are none', { keys: [{ ...rsaKey, n: 'ü' }] }],
  ['can sign nothing that we accept', { keys: [p256] }],
  ['hold something that is no key', { keys: [null] }],
])('keys that %s are refused', async (_, jwks) => {
  const { register, add } = hub();
  const refused = await add({ ...command, jwks });
  expect(refused.ok ? [] : refused.refusals.map((r) => r.expression)).toEqual([expect.stringMatching(/^\/jwks/)]);
  expect(register.clients).toEqual([]);
});

test.each<[string, Partial<RegisterClient>, string]>([
  ['has a name of upper case', { client: 'GP' }, '/client'],
  ['has a hash in its name, which would reach the keys of another', { client: 'a#b' }, '/client'],
  ['has no name for people', { name: ' ' }, '/name'],
  ['acts for nobody', { organisations: [] }, '/organisations'],
  ['acts for an organisation that is not registered', { organisations: ['L99901', 'L99909'] }, '/organisations'],
  ['acts for more than its list can carry', { organisations: manyCodes() }, '/organisations'],
])('a client that %s is refused', async (_, wrong, expression) => {
  const { register, add } = hub();
  expect(await add({ ...command, ...wrong })).toMatchObject({ ok: false, refusals: [{ expression }] });
  expect(register.clients).toEqual([]);
});

function manyCodes(): string[] {
  return Array.from({ length: 1200 }, (_, n) => `L${10000 + n}`);
}
