import { expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { type RegisterOrganisation, registerOrganisation } from '../../../functions/usecases/register-organisation.ts';
import { MemoryRegister } from './memory-register.ts';

const instant = '2026-11-21T09:00:00.000Z';
const actor = { client: 'operator', organisation: 'handover' };
const practice: RegisterOrganisation = { actor, organisation: 'L99901', name: 'A Surgery', kind: 'practice' };
const group: RegisterOrganisation = { actor, organisation: 'a-group', name: "A Group's Name", kind: 'voluntary' };

const hub = () => {
  const register = new MemoryRegister();
  const allowedPrivateOrigins = ['http://127.0.0.1:9001'];
  return { register, add: registerOrganisation({ register, clock: () => instant, allowedPrivateOrigins }) };
};

test('an organisation is entered with its history: who, when, and as version 1', async () => {
  const { register, add } = hub();
  expect(await add(practice)).toMatchObject({ ok: true, value: { written: true } });
  expect(register.organisations).toEqual([
    {
      organisation: 'L99901',
      name: 'A Surgery',
      kind: 'practice',
      identifier: { system: systems.odsOrganisation, value: 'L99901' },
      tier: 'full',
      active: true,
      version: 1,
    },
  ]);
  expect(register.by).toEqual([{ at: instant, actor }]);
});

test.each([
  ['practice', 'full'],
  ['coordinator', 'full'],
  ['voluntary', 'name-only'],
  ['council', 'name-only'],
] as const)('a new %s sees: %s', async (kind, tier) => {
  const { add } = hub();
  expect(await add({ ...group, kind })).toMatchObject({ ok: true, value: { record: { tier } } });
});

test('a group without an ODS code is identified in our own system', async () => {
  const { add } = hub();
  const identifier = { system: systems.organisation, value: 'a-group' };
  expect(await add(group)).toMatchObject({ ok: true, value: { record: { identifier } } });
});

test('the same content again writes no version, another content writes the next', async () => {
  const { register, add } = hub();
  await add(group);
  expect(await add(group)).toMatchObject({ ok: true, value: { written: false, record: { version: 1 } } });
  expect(await add({ ...group, tier: 'contact' })).toMatchObject({ value: { written: true, record: { version: 2 } } });
  // What a registration does not say about the tier stays as it was.
  expect(await add(group)).toMatchObject({ ok: true, value: { written: false, record: { tier: 'contact' } } });
  expect(register.organisations.map((o) => o.version)).toEqual([1, 2]);
});

test('of two registrations at one moment the second is written on top of the first', async () => {
  const { register, add } = hub();
  register.interfere = () => add({ ...group, name: 'First' });
  expect(await add({ ...group, name: 'Second' })).toMatchObject({ ok: true, value: { record: { version: 2 } } });
  expect(register.organisations.map((o) => o.name)).toEqual(['First', 'Second']);
});

test.each<[string, Partial<RegisterOrganisation>, string]>([
  ['has a code that could be an NHS number', { organisation: '9449305552' }, '/organisation'],
  ['has a code with a slash', { organisation: 'L99901/x' }, '/organisation'],
  ['has a code with a comma', { organisation: 'L99901,L99902' }, '/organisation'],
  ['has no name', { name: '' }, '/name'],
  ['has a name of two lines', { name: 'A\nB' }, '/name'],
  ['is a partner that starts with more than a name', { tier: 'contact' }, '/tier'],
  ['is a partner that wants everything', { tier: 'full' }, '/tier'],
  ['has an endpoint that is no URL', { endpoint: 'cws' }, '/endpoint'],
  ['has an endpoint in clear text', { endpoint: 'http://cws.example' }, '/endpoint'],
  ['has an endpoint with credentials', { endpoint: 'https://user:pass@cws.example' }, '/endpoint'],
  ['has an endpoint with a query', { endpoint: 'https://cws.example/?x=1' }, '/endpoint'],
  ['has an endpoint on this machine', { endpoint: 'https://localhost' }, '/endpoint'],
  ['has an endpoint inside a network', { endpoint: 'https://10.0.0.1' }, '/endpoint'],
  ['has an endpoint written as a number', { endpoint: 'https://2130706433' }, '/endpoint'],
  ['has a private IPv6 endpoint', { endpoint: 'https://[::ffff:10.0.0.1]' }, '/endpoint'],
  ['has the metadata service as endpoint', { endpoint: 'https://169.254.169.254' }, '/endpoint'],
  ['has another port of an allowed origin', { endpoint: 'http://127.0.0.1:9002' }, '/endpoint'],
])('an organisation that %s is refused', async (_, wrong, expression) => {
  const { register, add } = hub();
  const refused = await add({ ...group, ...wrong });
  expect(refused.ok ? [] : refused.refusals.map((r) => r.expression)).toContain(expression);
  expect(register.organisations).toEqual([]);
});

test('a public https endpoint and an allowed private one are kept without a slash at the end', async () => {
  const { add } = hub();
  for (const endpoint of ['https://cws.example/FHIR/R4', 'http://127.0.0.1:9001']) {
    expect(await add({ ...practice, endpoint: `${endpoint}/` })).toMatchObject({
      value: { record: { endpoint: { url: endpoint } } },
    });
  }
});

test('all faults are told at once, and a kind never changes', async () => {
  const { add } = hub();
  const refused = await add({ ...group, organisation: '!', name: '', endpoint: 'x' });
  expect(refused.ok ? [] : refused.refusals.map((r) => r.expression)).toEqual(['/organisation', '/name', '/endpoint']);
  await add(group);
  expect(await add({ ...group, kind: 'council' })).toMatchObject({ ok: false, refusals: [{ expression: '/kind' }] });
});
