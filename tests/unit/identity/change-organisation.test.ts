import { expect, test } from 'vitest';
import { hub } from '../../../functions/domain/hub.ts';
import { isCheckedForUnder18, mayHear, whyNotAsked } from '../../../functions/domain/participant.ts';
import type { Actor } from '../../../functions/domain/referral.ts';
import { changeOrganisation, type OrganisationChange } from '../../../functions/usecases/change-organisation.ts';
import { registerOrganisation } from '../../../functions/usecases/register-organisation.ts';
import { MemoryRegister } from './memory-register.ts';

const instant = '2026-11-21T09:00:00.000Z';
const today = '2026-11-21';
const actor: Actor = { client: 'operator', organisation: 'handover', person: 'alex' };
const endpoint = 'https://practice.example/FHIR/R4';

const started = async () => {
  const register = new MemoryRegister();
  const ports = { register, clock: () => instant, allowedPrivateOrigins: ['http://127.0.0.1:9001'] };
  const add = registerOrganisation(ports);
  await add({ actor, organisation: 'L99901', name: 'A Surgery', kind: 'practice', endpoint });
  await add({ actor, organisation: 'COU01', name: 'A Council', kind: 'council' });
  const change = (wanted: OrganisationChange, organisation = 'L99901', by = actor) =>
    changeOrganisation(ports)({ actor: by, organisation, change: wanted });
  const now = async (organisation = 'L99901') => {
    const found = await register.organisation(organisation);
    if (!found) throw new Error('Not registered');
    return found;
  };
  return { register, change, now, add };
};

test.each(['', 'duty', 'Duty <duty@cws.example>', 'duty@cws.example, other@cws.example', 'duty@localhost', 'a@b.c\n'])(
  'the counts of the day go to one plain address: %j is refused',
  async (address) => {
    const { change, add } = await started();
    await add({ actor, organisation: 'CWS01', name: 'A Service', kind: 'coordinator' });
    expect(await change({ kind: 'digest', address }, 'CWS01')).toMatchObject({ ok: false });
  },
);

test('the counts of the day go to a coordinator alone, stay when it is entered again, and end when it says so', async () => {
  const { change, add, now } = await started();
  const cws = { actor, organisation: 'CWS01', name: 'A Service', kind: 'coordinator' } as const;
  await add(cws);
  expect(await change({ kind: 'digest', address: 'duty@cws.example' })).toMatchObject({ ok: false });
  await change({ kind: 'digest', address: 'duty@cws.example' }, 'CWS01');
  await add({ ...cws, name: 'The Service' });
  expect(await now('CWS01')).toMatchObject({ name: 'The Service', digest: 'duty@cws.example' });
  await change({ kind: 'digest' }, 'CWS01');
  expect(await now('CWS01')).not.toHaveProperty('digest');
});

test('people under 18 go to a partner that somebody checked by name, for three years at most, and until it is taken back', async () => {
  const { change, add, now } = await started();
  const check = { by: 'Alex Hill, safeguarding lead', until: '2028-11-20' };
  const council = { actor, organisation: 'COU01', name: 'A Council', kind: 'council' } as const;
  expect(isCheckedForUnder18(await now('COU01'), today)).toBe(false);
  for (const wrong of [{ by: '-' }, { until: '2026-11-20' }, { until: '2029-11-22' }, { until: 'soon' }])
    expect(await change({ kind: 'checked', check: { ...check, ...wrong } }, 'COU01')).toMatchObject({ ok: false });
  expect(await change({ kind: 'checked', check })).toMatchObject({ ok: false });
  await change({ kind: 'checked', check }, 'COU01');
  await add({ ...council, name: 'The Council' });
  const checked = await now('COU01');
  expect(checked).toMatchObject({ name: 'The Council', checkedForUnder18: check });
  expect(['2028-11-20', '2028-11-21'].map((day) => isCheckedForUnder18(checked, day))).toEqual([true, false]);
  await change({ kind: 'checked' }, 'COU01');
  expect(await now('COU01')).not.toHaveProperty('checkedForUnder18');
});

const agreement = { reference: 'DSA-2026-014', ends: '2027-03-31' };

test.each<[OrganisationChange, object]>([
  [{ kind: 'name', name: 'Another Surgery' }, { name: 'Another Surgery' }],
  [{ kind: 'endpoint', url: 'https://new.example/fhir/' }, { endpoint: { url: 'https://new.example/fhir' } }],
  [{ kind: 'agreement', agreement }, { agreement }],
  [{ kind: 'pause', reason: 'operator' }, { paused: { reason: 'operator', since: instant } }],
  [{ kind: 'switch-off' }, { active: false }],
])('%j is a version with who and when; the same again writes nothing', async (wanted, expected) => {
  const { register, change } = await started();
  expect(await change(wanted)).toMatchObject({
    ok: true,
    value: { written: true, record: { version: 2, ...expected } },
  });
  expect(register.by.at(-1)).toEqual({ at: instant, actor });
  expect(await change(wanted)).toMatchObject({ ok: true, value: { written: false, record: { version: 2 } } });
});

test('what was changed can be changed back, and nothing else of the record moves', async () => {
  const { change, now } = await started();
  const { version: _, ...before } = await now();
  await change({ kind: 'switch-off' });
  await change({ kind: 'pause', reason: 'operator' });
  await change({ kind: 'endpoint' });
  expect((await now()).endpoint).toBeUndefined();
  await change({ kind: 'endpoint', url: endpoint });
  await change({ kind: 'resume' });
  await change({ kind: 'switch-on' });
  expect(await now()).toEqual({ ...before, version: 7 });
  expect(await change({ kind: 'resume' })).toMatchObject({ value: { written: false } });
});

test('a dead endpoint pauses only while it is the endpoint, and never takes the place of what an operator said', async () => {
  const { change, now, register } = await started();
  const gone = { kind: 'pause', reason: 'endpoint-gone' } as const;
  expect(await change({ ...gone, endpoint: 'https://old.example' }, 'L99901', hub)).toMatchObject({
    value: { written: false },
  });
  await change({ ...gone, endpoint }, 'L99901', hub);
  expect((await now()).paused).toEqual({ reason: 'endpoint-gone', since: instant });
  expect(register.by.at(-1)?.actor).toEqual(hub);
  await change({ kind: 'pause', reason: 'operator' });
  await change({ ...gone, endpoint }, 'L99901', hub);
  expect((await now()).paused?.reason).toBe('operator');
});

test.each<[OrganisationChange, string, string]>([
  [{ kind: 'name', name: 'A\nB' }, 'L99901', '/name'],
  [{ kind: 'endpoint', url: 'http://127.0.0.1:9002' }, 'L99901', '/endpoint'],
  [{ kind: 'endpoint', url: 'https://10.0.0.1' }, 'L99901', '/endpoint'],
  [{ kind: 'tier', tier: 'full' }, 'COU01', '/tier'],
  [{ kind: 'agreement', agreement: { reference: '', ends: '2027-03-31' } }, 'COU01', '/agreement'],
  [{ kind: 'agreement', agreement: { reference: 'X', ends: '2026-11-20' } }, 'COU01', '/agreement'],
  [{ kind: 'agreement', agreement: { reference: 'X', ends: '2027-02-29' } }, 'COU01', '/agreement'],
  [{ kind: 'agreement', agreement: { reference: 'X', ends: 'next year' } }, 'COU01', '/agreement'],
])('%j of %s is refused and writes nothing', async (wanted, organisation, expression) => {
  const { register, change } = await started();
  expect(await change(wanted, organisation)).toMatchObject({ ok: false, refusals: [{ expression }] });
  expect(register.organisations).toHaveLength(2);
});

test('nobody can change an organisation that is not registered', async () => {
  const { change } = await started();
  expect(await change({ kind: 'switch-off' }, 'L99909')).toMatchObject({
    ok: false,
    refusals: [{ diagnostics: 'Not registered: L99909.' }],
  });
});

test('an endpoint that would not be accepted any more does not stop other changes', async () => {
  const { register, change, now } = await started();
  register.organisations.push({ ...(await now()), endpoint: { url: 'http://127.0.0.1:9009' }, version: 2 });
  expect(await change({ kind: 'switch-off' })).toMatchObject({ ok: true, value: { written: true } });
});

test('registering again, as a start of the demo does, leaves pause, switch and agreement as an operator set them', async () => {
  const { add, change, now } = await started();
  await change({ kind: 'pause', reason: 'operator' });
  await change({ kind: 'switch-off' });
  await change({ kind: 'agreement', agreement });
  const again = { actor, organisation: 'L99901', name: 'A Surgery', kind: 'practice', endpoint } as const;
  expect(await add(again)).toMatchObject({ value: { written: false } });
  expect(await now()).toMatchObject({ active: false, paused: { reason: 'operator' }, agreement });
  expect(await add({ ...again, name: 'Other', onlyNew: true })).toMatchObject({ ok: false });
  expect(await add({ ...again, onlyNew: true })).toMatchObject({ ok: true, value: { written: false } });
});

test('a partner is asked nothing new while it is off or paused, or when its agreement has ended', () => {
  const partner = { kind: 'voluntary', active: true } as const;
  expect(whyNotAsked(partner, today)).toBeUndefined();
  expect(whyNotAsked({ ...partner, active: false }, today)).toBe('switched-off');
  expect(whyNotAsked({ ...partner, paused: { reason: 'operator', since: instant } }, today)).toBe('paused');
  expect(whyNotAsked({ ...partner, paused: { reason: 'endpoint-gone', since: instant } }, today)).toBeUndefined();
  expect(whyNotAsked({ ...partner, agreement: { reference: 'X', ends: today } }, today)).toBeUndefined();
  expect(whyNotAsked({ ...partner, agreement: { reference: 'X', ends: '2026-11-20' } }, today)).toBe('agreement-ended');
});

test('a council hears a receipt and status of those whom it referred, unless more was agreed', () => {
  expect(mayHear({ kind: 'practice', active: true })).toBe('outcome');
  expect(mayHear({ kind: 'council', active: true })).toBe('status');
  expect(mayHear({ kind: 'council', active: true, agreement })).toBe('status');
  expect(mayHear({ kind: 'council', active: true, agreement: { ...agreement, hears: 'outcome' } })).toBe('outcome');
});
