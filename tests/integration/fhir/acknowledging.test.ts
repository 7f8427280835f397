import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { codeOf, idsOf, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const acknowledgement = (more: object): object => ({
  ...{ resourceType: 'Communication', status: 'completed' },
  category: [{ coding: [{ system: systems.recordKind, code: 'acknowledgement' }] }],
  ...more,
});
const to = (message: string) => ({ inResponseTo: [{ reference: `Communication/${message}` }] });
const post = (as: string, body: object) => world.ask('POST', '/Communication', { as, body });

describe('that somebody has read how it ended', () => {
  const declined = async (): Promise<{ t1: string; closing: string }> => {
    const { Task: t1 = '' } = await world.send('L99901');
    await world.change('CWS01', `/Task/${t1}`, {
      status: 'rejected',
      statusReason: { text: 'No room' },
      businessStatus: { coding: [{ system: systems.businessStatus, code: 'declined-no-capacity' }] },
    });
    const found = await world.ask('GET', `/Communication?about=Task/${t1}`, { as: 'L99901' });
    return { t1, closing: idsOf(found.body)[0] ?? '' };
  };
  const reads = (t1: string, closing: string, more: object = {}): object =>
    acknowledgement({
      about: [{ reference: `Task/${t1}` }],
      ...to(closing),
      sender: { display: 'Sam Patel, reception' },
      ...more,
    });

  test('is recorded once, with who it was; the message says when, in the words that it had', async () => {
    const { t1, closing } = await declined();
    const before = await world.ask('GET', `/Communication/${closing}`, { as: 'L99901' });
    expect(before.body.received).toBeUndefined();
    const read = await post('L99901', reads(t1, closing));
    expect(read.status, JSON.stringify(read.body)).toBe(201);
    const after = await world.ask('GET', `/Communication/${closing}`, { as: 'L99901' });
    expect(after.body.received).toBeDefined();
    expect(after.body.payload).toEqual(before.body.payload);

    const again = await post('L99901', reads(t1, closing, { sender: { display: 'Dr Okafor' } }));
    expect([again.status, again.body.id, again.body.sender.display]).toEqual([
      200,
      read.body.id,
      'Sam Patel, reception',
    ]);
    expect((await post('CWS01', reads(t1, closing))).status).toBe(422);
  });

  test.each<[string, object, string]>([
    ['is not done', { status: 'not-done' }, 'status'],
    ['is not done yet', { status: 'preparation' }, 'status'],
    ['has words', { payload: [{ contentString: 'Not read: he is no patient of ours' }] }, 'payload'],
    ['has a note', { note: [{ text: 'Not read' }] }, 'note'],
  ])('is not said by what %s', async (_, more, element) => {
    const { t1, closing } = await declined();
    const answer = await post('L99901', reads(t1, closing, more));
    expect([answer.status, codeOf(answer), answer.body.issue[0].expression]).toEqual([
      422,
      'invalid-input',
      [`Communication.${element}`],
    ]);
    const { body } = await world.ask('GET', `/Communication/${closing}`, { as: 'L99901' });
    expect(body.received).toBeUndefined();
  });

  test('may name the message as it was delivered, and says nothing without a name', async () => {
    const { t1, closing } = await declined();
    const delivered = { inResponseTo: [{ identifier: { system: systems.message, value: closing } }], about: [] };
    const { about: _, ...asDelivered } = { ...reads(t1, closing), ...delivered };
    expect((await post('L99901', { ...asDelivered, sender: { display: '7' } })).status).toBe(422);
    expect((await post('L99901', asDelivered)).status).toBe(201);
    expect((await post('L99902', asDelivered)).status).toBe(404);
    expect((await post('L99901', acknowledgement({}))).status).toBe(422);
  });
});
