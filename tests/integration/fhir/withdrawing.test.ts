import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { verifiedNumber } from '../../unit/domain/referrals.ts';
import { barsCancellation, barsHeaders, barsMessage, said } from './bars-message.ts';
import type { Answered } from './hub.ts';
import { codeOf, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const as = 'L99901';
const first = [{ text: 'Prefers mornings' }];
const sent = () => world.send(as, { request: { note: first } });
const put = async (id: string | undefined, more: object) => {
  const { body } = await world.ask('GET', `/ServiceRequest/${id}`, { as });
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  return world.ask('PUT', `/ServiceRequest/${id}`, { as, body: { ...body, ...more }, headers });
};
const owedOf = async (task = '') => {
  const loaded = await world.ledger.load(task.split('.')[0] ?? '');
  return loaded ? obligations(loaded.referral).map((o) => o.what) : [];
};
const texts = (body: { note: { text: string }[] }) => body.note.map(({ text }) => text);

describe('why a request is withdrawn', () => {
  test('is all its new notes: the reason of its Task, and kept on the request, signed by the hub', async () => {
    const ids = await sent();
    const why = [{ text: 'Has found a group', authorString: 'Somebody else' }, { text: 'And is away until May' }];
    const answer = await put(ids.ServiceRequest, { status: 'revoked', note: [...first, ...why] });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(texts(answer.body)).toEqual(['Prefers mornings', 'Has found a group', 'And is away until May']);
    expect(answer.body.note[1]).toMatchObject({ authorReference: { reference: 'Organization/L99901' } });
    expect(answer.body.note[1].authorString).toBeUndefined();
    const task = await world.get(`/Task/${ids.Task}`);
    expect(task.statusReason.text).toBe('Has found a group\nAnd is away until May');
  });

  test('is never dropped: notes that stand are repeated as they are, or it is refused', async () => {
    const ids = await sent();
    for (const note of [[{ text: 'He says he wants to end it all' }], undefined]) {
      const answer = await put(ids.ServiceRequest, { status: 'revoked', note });
      expect([answer.status, codeOf(answer), answer.body.issue[0].expression]).toEqual([
        422,
        'immutable-element',
        ['ServiceRequest.note'],
      ]);
    }
    const patch = [
      { op: 'replace', path: '/status', value: 'revoked' },
      { op: 'add', path: '/note/-', value: { text: 'He says he wants to end it all' } },
    ];
    const headers = { 'If-Match': 'W/"1"', 'Content-Type': 'application/json-patch+json' };
    const answer = await world.ask('PATCH', `/ServiceRequest/${ids.ServiceRequest}`, { as, body: patch, headers });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(await owedOf(ids.Task)).toContain('person-first');
  });

  test('stands on the one of several that is withdrawn, while the others go on', async () => {
    const traced = { identifier: [verifiedNumber('9449305552')] };
    const [one, two] = [
      await world.send(as, { patient: traced }),
      await world.send(as, { patient: traced, request: { reasonCode: [{ text: 'Debts' }] } }),
    ];
    expect(two.Task).toBe(one.Task);
    const answer = await put(two.ServiceRequest, { status: 'revoked', note: [{ text: 'The debts are paid' }] });
    expect([answer.status, texts(answer.body)]).toEqual([200, ['The debts are paid']]);
    expect((await world.get(`/ServiceRequest/${two.ServiceRequest}`)).note[0].text).toBe('The debts are paid');
    expect((await world.get(`/Task/${two.Task}`)).status).toBe('requested');
  });

  test('is said with it: a note on what is withdrawn already goes into a Communication', async () => {
    const ids = await sent();
    const why = { text: 'Has found a group' };
    const gone = await put(ids.ServiceRequest, { status: 'revoked', note: [...first, why] });
    expect(gone.status).toBe(200);
    const again = await put(ids.ServiceRequest, { note: [...gone.body.note, why] });
    expect([again.status, again.body]).toEqual([200, gone.body]);
    const more = await put(ids.ServiceRequest, {
      note: [...gone.body.note, { text: 'He says he wants to end it all' }],
    });
    expect([more.status, codeOf(more), more.body.issue[0].expression]).toEqual([
      422,
      'invalid-input',
      ['ServiceRequest.note'],
    ]);
  });

  test('has words', async () => {
    const ids = await sent();
    const wordless = { _text: { extension: [{ url: 'https://practice.example/absent', valueCode: 'masked' }] } };
    const answer = await put(ids.ServiceRequest, { status: 'revoked', note: [...first, wordless] });
    expect([answer.status, codeOf(answer)]).toEqual([422, 'missing-element']);
  });
});

test('what a referrer writes of a request that it is done with is kept there', async () => {
  const ids = await world.send(as);
  await world.change('CWS01', `/Task/${ids.Task}`, { status: 'rejected', statusReason: { text: 'Full' } });
  const answer = await put(ids.ServiceRequest, { status: 'completed', note: [{ text: 'She goes elsewhere' }] });
  expect([answer.status, texts(answer.body)]).toEqual([200, ['She goes elsewhere']]);
});

describe('a cancellation by message', () => {
  const post = (body: object) => world.ask('POST', '/$process-message', { as, body, headers: barsHeaders() });
  const inside = ({ body }: Answered, type: string) =>
    body.entry
      .map((e: { resource: { resourceType: string } }) => e.resource)
      .find((r: { resourceType: string }) => r.resourceType === type);
  const opened = async (): Promise<string> =>
    inside(await post(barsMessage({ request: { note: first } })), 'ServiceRequest').id;
  const cancelling = (id: string, ...written: string[]) => {
    const { entry, ...bundle } = barsCancellation(id);
    const note = written.map((text) => ({ text }));
    return { ...bundle, entry: entry.map((e, i) => (i === 1 ? { ...e, resource: { ...e.resource, note } } : e)) };
  };

  test('has for its reason every note that does not stand on the request yet, and keeps them there', async () => {
    const id = await opened();
    const why = ['He has moved away', 'His neighbour told us'];
    const answer = await post(cancelling(id, ...why, 'Prefers mornings'));
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(inside(answer, 'Task').statusReason.text).toBe(why.join('\n'));
    expect(texts(await world.get(`/ServiceRequest/${id}`, as))).toEqual(['Prefers mornings', ...why]);
    expect((await post(cancelling(id, ...why))).status).toBe(200);
    const more = await post(cancelling(id, 'He says he wants to end it all'));
    expect([more.status, said(more)[1]]).toEqual([422, expect.arrayContaining(['invalid-input'])]);
  });

  test('without a new note gives no reason, whatever was written before', async () => {
    const answer = await post(cancelling(await opened(), 'Prefers mornings'));
    expect(inside(answer, 'Task').statusReason.text).toBe('Cancelled by the referrer in a message');
  });
});
