import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ukCore } from '../../../contracts/request-item.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { verified } from '../../unit/ledger/messages.ts';
import { barsHeaders, barsMessage } from './bars-message.ts';
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

describe('what is sent under the identifier of a draft', () => {
  const named = { system: 'https://practice.example/Id/referral', value: 'X-1' };
  const name = `${named.system}|${named.value}`;
  const bundle = (patient: object = traced) => referralBundle({ patient, request: { identifier: [named] } });
  const asDraft = () => withOwnTask(bundle(), { status: 'draft', extension: review });
  const ifNoneExist = (body: object) => {
    const { entry, ...rest } = body as { entry: { request: { url: string } }[] };
    const condition = (url: string) => (url === 'ServiceRequest' ? { ifNoneExist: `identifier=${name}` } : {});
    return { ...rest, entry: entry.map((e) => ({ ...e, request: { ...e.request, ...condition(e.request.url) } })) };
  };
  const found = async (as: string) =>
    (await world.get(`/ServiceRequest?identifier=${name}&requester=L99901`, as)).entry.map(
      (e: { resource: { id: string } }) => e.resource.id,
    );

  test.each([
    ['as a plain copy', (body: object) => body],
    ['with ifNoneExist', ifNoneExist],
  ])('is a referral of its own, that the service has: %s', async (_, form) => {
    const kept = idsOf(await post(asDraft()));
    const answer = await post(form(bundle()));
    const sent = idsOf(answer);
    expect(sent.Task).not.toBe(kept.Task);
    expect((await world.get(`/Task/${sent.Task}`)).status).toBe('requested');
    expect(JSON.stringify(answer.body)).toContain('A draft of yours has this identifier, HO-');
    expect(await found('CWS01')).toEqual([sent.ServiceRequest]);
    expect((await found('L99901')).sort()).toEqual([kept.ServiceRequest, sent.ServiceRequest].sort());
    // The draft stands, and goes nowhere beside what was sent of it.
    expect((await world.get(`/Task/${kept.Task}`, 'L99901')).status).toBe('draft');
    expect(codes(await put(kept.Task, { status: 'requested' }))).toEqual(['already-open']);
    expect((await put(kept.Task, { status: 'cancelled', ...because })).status).toBe(200);
  });

  test('is answered the same when it is sent again, and a copy of it is the one that was sent', async () => {
    await post(asDraft());
    const headers = { 'X-Request-Id': randomUUID() };
    const body = bundle();
    const sent = idsOf(await post(body, headers));
    expect(idsOf(await post(body, headers))).toEqual(sent);
    const copy = await post(ifNoneExist(bundle()));
    expect([copy.status, JSON.stringify(copy.body).includes(sent.ServiceRequest ?? '')]).toEqual([200, true]);
    expect(codes(await post(bundle()))).toEqual(['duplicate']);
    expect(await world.referrals()).toHaveLength(2);
  });

  test('joins what is open of the person, and is found there', async () => {
    const other = await open();
    await post(asDraft());
    const sent = idsOf(await post(bundle()));
    expect(sent).toMatchObject({ Task: other.Task, ServiceRequest: expect.stringMatching(/\.s2$/) });
    expect(await found('CWS01')).toEqual([sent.ServiceRequest]);
    expect(codes(await post(bundle()))).toEqual(['duplicate']);
  });

  test('is refused where the draft is of somebody else, and once the draft was sent it is there', async () => {
    const kept = idsOf(await post(asDraft()));
    const other = { ...traced, birthDate: '1980-01-01', name: [{ family: 'Other' }] };
    expect(codes(await post(ifNoneExist(bundle(other))))).toEqual(['duplicate']);
    const again = await post(ifNoneExist(asDraft()));
    expect([again.status, JSON.stringify(again.body).includes(kept.Task ?? '')]).toEqual([200, true]);
    expect((await put(kept.Task, { status: 'requested' })).status).toBe(200);
    const copy = await post(ifNoneExist(bundle()));
    expect([copy.status, JSON.stringify(copy.body).includes(kept.Task ?? '')]).toEqual([200, true]);
  });

  test('goes as a message of BaRS, too, and is no duplicate', async () => {
    const person = { name: [{ family: 'Quarmby', given: ['Edith'] }], birthDate: '1944-07-09' };
    const kept = idsOf(await post(withOwnTask(bundle(person), { status: 'draft', extension: review })));
    const body = barsMessage({ request: { identifier: [named] } });
    const answer = await world.ask('POST', '/$process-message', { as: 'L99901', headers: barsHeaders(), body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(await found('CWS01')).toHaveLength(1);
    expect(await found('CWS01')).not.toContain(kept.ServiceRequest);
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
