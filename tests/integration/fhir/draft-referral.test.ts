import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { verified } from '../../unit/ledger/messages.ts';
import { type Answered, idsIn, referralBundle, standings } from './hub.ts';
import { withOwnTask } from './own-task.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(async () => {
  world.setTime(undefined);
  standings.clear();
  await world.empty();
});
afterAll(() => world?.stop());

const traced = { identifier: [{ extension: [verified], system: systems.nhsNumber, value: '9990000018' }] };
const day = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString();
const review = [{ url: extensions.reviewDate, valueDate: day(10).slice(0, 10) }];

const post = (body: object, headers = {}) => world.ask('POST', '', { as: 'L99901', body, headers });
const idsOf = (answer: Answered): Record<string, string> => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return idsIn(answer.body);
};
const open = async (patient: object = traced) => idsOf(await post(referralBundle({ patient })));
const draft = (patient: object = traced) =>
  withOwnTask(referralBundle({ patient }), { status: 'draft', extension: review });
const drafted = async (patient: object = traced) => idsOf(await post(draft(patient)));

const put = async (id: string | undefined, changes: object) => {
  const { body } = await world.ask('GET', `/Task/${id}`, { as: 'L99901' });
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  return world.ask('PUT', `/Task/${id}`, { as: 'L99901', body: { ...body, ...changes }, headers });
};
const because = { statusReason: { text: 'Not wanted any more' } };
const codes = ({ body }: Answered) =>
  (body.issue ?? []).map((i: { details: { coding: { code: string }[] } }) => i.details.coding[0]?.code);
const referralsOf = (...all: Record<string, string>[]) => new Set(all.map((ids) => ids.Task)).size;

describe('a draft and the one open referral of a person', () => {
  test('a request that is sent while it stands is a referral of its own: it must not vanish into what nobody sees', async () => {
    expect(referralsOf(await drafted(), await open())).toBe(2);
    expect(referralsOf(await open(), await drafted())).toBe(2);
  });

  test('once it was sent, the next request for that person joins it, at no more cost than any other PUT', async () => {
    const ids = await drafted();
    const { body } = await world.ask('GET', `/Task/${ids.Task}`, { as: 'L99901' });
    const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
    const sent = { as: 'L99901', body: { ...body, status: 'requested' }, headers };
    const cost = await world.costOf(() => world.ask('PUT', `/Task/${ids.Task}`, sent));
    expect(cost).toEqual(['Query', 'TransactWriteItems']);
    const answer = await post(referralBundle({ patient: traced }));
    expect(idsOf(answer)).toMatchObject({ Task: ids.Task, ServiceRequest: expect.stringMatching(/\.s2$/) });
  });

  test('while another is open it is not sent, its sender hears which, and it stands as it was', async () => {
    const ids = await drafted();
    const other = await open();
    const refused = await put(ids.Task, { status: 'requested' });
    expect([refused.status, codes(refused)]).toEqual([409, ['already-open']]);
    expect(JSON.stringify(refused.body)).toContain(other.ServiceRequest);
    expect((await world.ask('GET', `/Task/${ids.Task}`, { as: 'L99901' })).body.status).toBe('draft');
    await put(other.Task, { status: 'cancelled', ...because });
    expect((await put(ids.Task, { status: 'requested' })).status).toBe(200);
    expect(await open()).toMatchObject({ Task: ids.Task });
  });

  test('of two drafts that are sent at the same moment, one goes', async () => {
    const both = [await drafted(), await drafted()];
    const sent = await Promise.all(both.map(({ Task }) => put(Task, { status: 'requested' })));
    expect(sent.map((s) => s.status).sort()).toEqual([200, 409]);
  });

  test('the same number with the facts of another person does not keep it back', async () => {
    const ids = await drafted();
    await open({ ...traced, birthDate: '1980-01-01', name: [{ family: 'Other' }] });
    expect((await put(ids.Task, { status: 'requested' })).status).toBe(200);
  });
});

test.each([undefined, 'submitted', 'awaiting-information'])(
  'what a draft lacks is still awaited when it is sent, also as %s',
  async (code) => {
    const ids = await drafted();
    const said = code && { businessStatus: { coding: [{ system: systems.businessStatus, code }] } };
    const { body } = await put(ids.Task, { status: 'requested', ...said });
    expect(body.businessStatus.coding[0].code).toBe('awaiting-information');
  },
);

describe('a repeat of what was taken is answered with the same ids', () => {
  const once = async (body: object) => {
    const headers = { 'X-Request-Id': randomUUID() };
    return { first: await post(body, headers), again: (more = body) => post(more, headers) };
  };

  test('after the date by which its draft is looked at again', async () => {
    const { first, again } = await once(draft());
    world.setTime(day(15));
    const repeated = await again();
    expect([repeated.status, idsIn(repeated.body)]).toEqual([first.status, idsIn(first.body)]);
    expect(codes(await post(draft()))).toEqual(['review-date-missing']);
  });

  test('after its sender is registered as something that may not refer so, also of one that joined another', async () => {
    const asPractice = {
      url: ukCore.sourceOfRequest,
      valueCodeableConcept: { coding: [{ system: systems.referrerKind, code: 'practice' }] },
    };
    const sent = () => referralBundle({ patient: traced, request: { extension: [asPractice] } });
    const { first, again } = await once(sent());
    const joined = await once(sent());
    standings.set('L99901', { kind: 'council' });
    expect((await post(sent())).status).toBe(422);
    expect(codes(await again(sent()))).toContain('invalid-input');
    for (const [then, now] of [
      [first, await again()],
      [joined.first, await joined.again()],
    ] as const)
      expect([now.status, idsIn(now.body)]).toEqual([then.status, idsIn(then.body)]);
  });

  test('costs a first POST nothing', async () => {
    expect(await world.costOf(() => post(referralBundle()))).toEqual(['TransactWriteItems']);
  });
});

test('no request so far made the hub throw', () => {
  expect(world.faults).toEqual([]);
});
