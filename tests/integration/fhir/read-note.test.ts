import { afterAll, beforeAll, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const post = (as: string, kind: string, task: string, more: object) =>
  world.ask('POST', '/Communication', {
    as,
    body: {
      ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task}` }] },
      category: [{ coding: [{ system: systems.recordKind, code: kind }] }],
      ...more,
    },
  });

test('a note is owed a reader at the service, also after the end, until its software says who has read it', async () => {
  const { Task: t1 = '' } = await world.send('L99901');
  await world.change('CWS01', `/Task/${t1}`, { status: 'rejected', statusReason: { text: 'No room' } });
  const payload = [{ contentString: 'She has moved in with her son.' }];
  const { status, body: note } = await post('L99901', 'note', t1, { payload });
  expect(status).toBe(201);
  const owed = async () => {
    const loaded = await world.ledger.load(t1.slice(0, 26));
    return loaded && obligations(loaded.referral).find(({ what }) => what === 'read-note');
  };
  expect(await owed()).toMatchObject({ who: 'CWS01', about: note.id });

  const reads = (more: object) =>
    post('CWS01', 'acknowledgement', t1, { inResponseTo: [{ reference: `Communication/${note.id}` }], ...more });
  expect((await reads({})).status).toBe(422);
  expect(await owed()).toBeDefined();
  const read = await reads({ sender: { display: 'Priya Shah' } });
  expect(read.status, JSON.stringify(read.body)).toBe(201);
  expect(await owed()).toBeUndefined();
  const own = await world.ask('GET', `/Communication/${note.id}`, { as: 'L99901' });
  expect(own.body).toMatchObject({ status: 'completed', received: expect.any(String) });
});
