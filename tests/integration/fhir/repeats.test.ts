import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import { recordedBy } from '../../unit/domain/acts.ts';
import { verifiedNumber } from '../../unit/domain/referrals.ts';
import { idsIn, referralBundle } from './hub.ts';
import { onwardBundle, startWorld, type World } from './world.ts';

/** What a request did is done once; what is shown of it is what may be shown now. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const nhsNumber = (value: string) => ({ identifier: [verifiedNumber(value)] });
const referral = (value: string, requester = 'COU01') =>
  referralBundle({
    patient: nhsNumber(value),
    request: { requester: { reference: `Organization/${requester}` } },
  });

/** A request that can be sent again: the same X-Request-Id, the same body. */
const again = (as: string, path: string, body: object) => {
  const headers = { 'X-Request-Id': randomUUID() };
  return () => world.ask('POST', path, { as, body, headers });
};

const decided = async (ids: Record<string, string>, type: 'permit' | 'deny', seconds = 0): Promise<void> => {
  const person = { reference: `Patient/${ids.Task?.replace(/t1$/, 'p1')}` };
  const body = {
    ...{ resourceType: 'Consent', status: 'active', scope: { text: 'telling' }, category: [{ text: 'telling' }] },
    ...{ patient: person, performer: [person], extension: [recordedBy] },
    dateTime: new Date(Date.now() + seconds * 1000).toISOString(),
    policy: [{ uri: `${wordingBase}telling-1` }],
    provision: {
      ...{ type, purpose: [{ system: systems.permissionPurpose, code: 'tell-referrer' }] },
      actor: [{ role: { text: 'recipient' }, reference: { reference: 'Organization/COU01' } }],
    },
  };
  const kept = await world.ask('POST', '/Consent', { as: 'CWS01', body });
  expect(kept.status, JSON.stringify(kept.body)).toBe(201);
};

const taskIn = ({ body }: { body: { entry: { resource?: { resourceType: string; status: string } }[] } }) =>
  body.entry.map(({ resource }) => resource).find((r) => r?.resourceType === 'Task');
const versions = async (id = '') => (await world.ledger.load(id.split('.')[0] ?? ''))?.head.version;

test('a referral sent again after the person withdrew shows no more than a read does', async () => {
  const opening = again('COU01', '', referral('9990000107'));
  const first = await opening();
  const ids = idsIn(first.body);
  await decided(ids, 'permit');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  expect(taskIn(await opening())?.status).toBe('accepted');
  await decided(ids, 'deny', 1);
  const written = await versions(ids.Task);
  const repeated = await opening();
  const read = await world.ask('GET', `/Task/${ids.Task}`, { as: 'COU01' });
  expect([repeated.status, idsIn(repeated.body)]).toEqual([200, ids]);
  expect(taskIn(repeated)).toEqual(read.body);
  expect(read.body.status).toBe('requested');
  expect(await versions(ids.Task)).toBe(written);
});

test('a referral sent again shows its Task as it stands, and every entry where it was', async () => {
  const opening = again('L99901', '', referral('9990000115', 'L99901'));
  const first = await opening();
  const { Task } = idsIn(first.body);
  await world.change('CWS01', `/Task/${Task}`, { status: 'accepted' });
  const repeated = await opening();
  expect([repeated.status, idsIn(repeated.body)]).toEqual([200, idsIn(first.body)]);
  expect([taskIn(first)?.status, taskIn(repeated)?.status]).toEqual(['requested', 'accepted']);
  expect(await versions(Task)).toBe(2);
});

test('a need that was taken back since is found where it was', async () => {
  await world.send('L99901', { patient: nhsNumber('9990000123') });
  const need = again('L99901', '', referral('9990000123', 'L99901'));
  const first = await need();
  const { ServiceRequest } = idsIn(first.body);
  await world.change('L99901', `/ServiceRequest/${ServiceRequest}`, {
    status: 'revoked',
    note: [{ text: 'Not any more' }],
  });
  expect(idsIn((await need()).body)).toEqual(idsIn(first.body));
});

test('what was created and has changed since is answered as it stands', async () => {
  const ids = await world.send('L99901');
  const category = [{ coding: [{ system: systems.recordKind, code: 'question' }] }];
  const question = again('L99901', '/Communication', {
    ...{ resourceType: 'Communication', status: 'in-progress', category, about: [{ reference: `Task/${ids.Task}` }] },
    payload: [{ contentString: 'When will you see her?' }],
  });
  const { status, body } = await question();
  expect(status, JSON.stringify(body)).toBe(201);
  await world.change('L99901', `/Communication/${body.id}`, { status: 'stopped' });
  const repeated = await question();
  expect([repeated.status, repeated.body.id, repeated.body.status]).toEqual([201, body.id, 'stopped']);
});

test('an onward request sent again after it was recalled does not say what its group would see', async () => {
  const ids = await world.send('L99901');
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'accepted' });
  const asking = again('CWS01', '', onwardBundle(ids, { owner: 'walking-group' }));
  const first = await asking();
  expect(first.status, JSON.stringify(first.body)).toBe(200);
  const made = idsIn(first.body);
  await world.change('CWS01', `/Task/${made.Task}`, {
    status: 'entered-in-error',
    statusReason: { text: 'Somebody else' },
  });
  const repeated = await asking();
  expect(idsIn(repeated.body)).toEqual(made);
  expect([taskIn(first)?.status, taskIn(repeated)?.status]).toEqual(['requested', 'entered-in-error']);
});
