import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { readItem } from '../../../mappings/directory/item.ts';
import { directoryOn, service } from '../directory/councils.ts';
import { standings } from './hub.ts';
import { codeOf, startWorld, type World } from './world.ts';

/** Issue 9, 8: what another tool ranked is for the person to choose from, and reaches nobody. */
let world: World;
beforeAll(async () => {
  world = await startWorld();
  const on = directoryOn(world.dynamodb);
  const items = [1, 2, 3].map((n) => readItem(service(n)));
  await on.load(
    { name: 'council', publisher: 'Council', licence: 'OGL 3.0' },
    items.map((item) => (item.kind === 'service' ? item.service : expect.fail(JSON.stringify(item.faults)))),
  );
  await on.say('d.s2', { by: 'council', who: 'us', at: on.clock(), says: { partner: 'walking-group' } });
  await on.rebuild();
});
afterAll(() => {
  standings.clear();
  return world.stop();
});

const list = (task: string, services: readonly string[], more: object = {}) => ({
  ...{ resourceType: 'Communication', status: 'completed' },
  category: [{ coding: [{ system: systems.recordKind, code: 'options-ranked' }] }],
  about: [{ reference: `Task/${task}` }],
  extension: [{ url: extensions.rankedBy, valueString: 'Activity Finder 3' }],
  payload: services.map((id) => ({ contentReference: { reference: `HealthcareService/${id}` } })),
  ...more,
});
const post = (body: object, as = 'CWS01') => world.ask('POST', '/Communication', { as, body });
const marks = (body: { payload: { extension?: { valueCode?: string }[] }[] }) =>
  body.payload.map(({ extension = [] }) => extension[0]?.valueCode);

test('a list is kept in its order, each entry that cannot be offered with why, and is read back by the coordinator alone', async () => {
  const { Task: task = '' } = await world.send('L99901');
  standings.set('walking-group', { active: false });
  const kept = await post(list(task, ['d.s3', 'd.s2', 'd.nowhere', 'd.s1']));
  expect(kept.status, JSON.stringify(kept.body)).toBe(201);
  expect(marks(kept.body)).toEqual([undefined, 'switched-off', 'unknown-service', undefined]);
  expect(kept.body.payload[0].contentReference.reference).toBe('HealthcareService/d.s3');
  const path = `/Communication/${kept.body.id}`;
  expect((await world.get(path)).extension[0].valueString).toBe('Activity Finder 3');
  for (const as of ['L99901', 'L99902']) expect((await world.ask('GET', path, { as })).status, as).toBe(404);
  expect((await world.ask('GET', path, { as: 'walking-group' })).status).toBe(403);
});

test('nobody was asked, and nobody else was told: neither a Task nor an event', async () => {
  const { Task: task = '' } = await world.send('L99901');
  const referral = task.split('.')[0] ?? '';
  const before = await world.ask('GET', `/Task/${task}`, { as: 'L99901' });
  expect((await post(list(task, ['d.s1']))).status).toBe(201);
  const loaded = await world.ledger.load(referral);
  expect([loaded?.referral.onward, loaded?.head.events]).toEqual([[], []]);
  const after = await world.ask('GET', `/Task/${task}`, { as: 'L99901' });
  expect([after.body, after.headers.ETag]).toEqual([before.body, before.headers.ETag]);
});

test('what is no list of services, or nobody’s, or too long is refused, and so is whoever does not coordinate', async () => {
  const { Task: task = '' } = await world.send('L99901');
  const many = Array.from({ length: 21 }, (_, n) => `d.s${n}`);
  for (const body of [
    list(task, [], { payload: undefined }),
    list(task, many),
    list(task, ['d.s1'], { payload: [{ contentString: 'x' }] }),
  ])
    expect(codeOf(await post(body))).toBe('invalid-input');
  expect(codeOf(await post(list(task, ['d.s1'], { extension: undefined })))).toBe('missing-element');
  expect(codeOf(await post(list(task, ['d.s1'], { sent: '2099-01-01T00:00:00Z' })))).toBe('invalid-input');
  expect((await post(list(task, ['d.s1']), 'L99901')).status).toBe(403);
  expect((await post(list(task, ['d.s1']), 'L99902')).status).toBe(404);
  expect((await post(list(task, ['d.s1']), 'walking-group')).status).toBe(403);
});
