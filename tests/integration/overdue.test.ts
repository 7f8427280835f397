import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { generousQuotas } from '../../contracts/areas/quotas.ts';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { thisSafeguarding } from '../../contracts/areas/this-safeguarding.ts';
import { sentAgain } from '../../functions/delivery/settle.ts';
import { writeOf } from '../../functions/delivery/tell-head.ts';
import { api } from '../../functions/http/api.ts';
import { limitsOf } from '../../functions/http/caller-limits.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { attentionPlaces } from '../../functions/views/attention-list.ts';
import { overdueList } from '../../functions/views/overdue-list.ts';
import { compareReferral } from '../../functions/views/project-referral.ts';
import { pageLanguage } from '../../functions/web/language.ts';
import { webRoutes } from '../../functions/web/routes.ts';
import { context, event, header } from '../unit/http/event.ts';
import { booked, coordinator, id, met, next, opened } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { ok, startRecipient, status } from './recipient.ts';
import { wayOut } from './way-out.ts';
import { chaseOn, emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

const staff: Participant['staff'] = [
  { code: 'jb', name: 'Jo Bloggs', deputy: 'ak' },
  { code: 'ak', name: 'Asha Khan' },
  { code: 'mm', name: 'Mo Mason', manager: true },
];

/** A day on which the request has waited for so long that it was reminded of `times` times. */
const late = async (times: number) => {
  const hub = hubOn(store, register());
  let at = '';
  const clock = () => at;
  await write(hub.ledger, opened());
  await hub.project(id);
  for (let n = 0; n < times; n += 1) {
    const [row] = (await hub.rows.read(id)).filter((r) => r.sk === 'CWS01');
    at = row?.owed ?? '';
    await chaseOn(hub.ledger, clock)(id);
    await hub.project(id);
  }
  const asked = { views: hub.views, participants: register({ CWS01: { staff } }), clock };
  return { ...hub, now: () => at, until: (instant: string) => (at = instant), list: overdueList(asked), asked };
};

test('nothing is listed until a deadline passed; then what, whose, since when and by when, and who is there today', async () => {
  const before = await late(0);
  expect(await before.list({ coordinator: 'CWS01', limit: 10 })).toMatchObject({ items: [], left: 0 });
  await emptied(store);
  const { list } = await late(2);
  expect(await list({ coordinator: 'CWS01', limit: 10 })).toEqual({
    counts: { overdue: 1, stuck: 0, silent: 1, undelivered: 0 },
    left: 0,
    items: [
      {
        ...{ reference: expect.stringMatching(/^HO-/), referral: id, says: 'Answer the request' },
        ...{ who: 'Community Wellbeing Service', role: 'manager', person: 'Mo Mason' },
        ...{ since: '2026-11-02T09:00:00.000Z', deadline: '2026-11-04T17:00:00.000Z', is: ['late', 'silent'] },
      },
    ],
  });
});

test('it is counted as stuck after the manager, and is gone when somebody acts', async () => {
  const { list, ledger, project, views } = await late(4);
  expect((await list({ coordinator: 'CWS01', limit: 10 })).counts).toMatchObject({ overdue: 1, stuck: 1 });
  const at = '2026-11-13T09:00:00.000Z';
  const loaded = await ledger.load(id);
  expect(loaded?.referral.version).toBe(5);
  const accepted = next(opened(), coordinator, { kind: 'update-task', task: `${id}.t1`, to: 'accepted' }, at);
  const request = { id: 'accept', correlation: '6f0d3f4e-6a53-4c0e-9a75-0d9f0f3d8a11', bodyHash: 'accept' };
  const { changed, action, actor, events } = accepted;
  await ledger.append({ referral: id, version: 6, at, actor, action, request, changed, events }, loaded);
  await project(id);
  expect(await attentionPlaces(views)('CWS01')).toEqual([]);
});

test('a list that was broken comes right by the projection, which says what was wrong', async () => {
  const { rows, project, ledger, views, asked } = await late(1);
  const standing = await attentionPlaces(views)('CWS01');
  const from = (await rows.read(id)).find((r) => r.sk === 'CWS01');
  const broken = { attention: 'A#L99901', waiting: 'nonsense', late: ['nonsense'] };
  await rows.write({ referral: id, sk: 'CWS01', from, set: broken, remove: ['silentAt'] });
  expect(await attentionPlaces(views)('CWS01')).toEqual([]);
  expect(await attentionPlaces(views)('L99901')).toEqual([]);
  const compared = await compareReferral({ ledger, rows, participants: asked.participants, area: thisArea })(id);
  expect(compared?.changes.map(({ sk }) => sk)).toEqual(['CWS01']);
  await project(id);
  expect(await attentionPlaces(views)('CWS01')).toEqual(standing);
});

test('a message that was given up is listed at once, and until it arrives after all', async () => {
  const recipient = await startRecipient(status(400), ok);
  const options = { practice: recipient, recipients: [recipient] };
  const { told, deliver, views, project, ports, now, rows, row } = wayOut(store, options);
  await told(opened());
  await told(booked());
  const asked = { views, participants: ports.participants, clock: now };
  const list = () => overdueList(asked)({ coordinator: 'CWS01', limit: 10 });
  expect((await list()).counts.undelivered).toBe(0);
  await deliver();
  const given = {
    counts: { overdue: 0, undelivered: 1 },
    items: [
      {
        ...{ says: 'A message to Churchdown Surgery did not arrive: tell it in another way', is: ['undelivered'] },
        ...{ who: 'Community Wellbeing Service', since: now() },
      },
    ],
  };
  expect(await list()).toMatchObject(given);
  // The projection of what delivery kept in the ledger finds the list right.
  await project(id);
  expect((await list()).items.filter(({ is }) => is.includes('undelivered'))).toMatchObject(given.items);
  expect((await project(id))?.written).toBe(0);
  const gone = await row('L99901#M#0000002');
  if (gone) await rows.write(writeOf(gone, sentAgain(gone)));
  expect((await list()).counts.undelivered).toBe(0);
  await deliver();
  await recipient.stop();
  expect((await row('L99901#M#0000002'))?.told).toBeDefined();
  expect((await list()).counts.undelivered).toBe(0);
});

test('several messages of one referral that one organisation did not get are one line, and counted each', async () => {
  const recipient = await startRecipient(status(400));
  const { told, deliver, views, ports, now } = wayOut(store, { practice: recipient, recipients: [recipient] });
  await told(met(booked(), 'attended'));
  await deliver();
  await recipient.stop();
  const list = await overdueList({ views, participants: ports.participants, clock: now })({
    coordinator: 'CWS01',
    limit: 10,
  });
  expect(list.counts.undelivered).toBe(2);
  expect(list.items.filter(({ is }) => is.includes('undelivered')).map(({ says }) => says)).toEqual([
    '2 messages to Churchdown Surgery did not arrive: tell it in another way',
  ]);
});

const pages = async () => {
  const { asked, until } = await late(2);
  const list = overdueList(asked);
  const handler = api({
    limits: limitsOf(generousQuotas),
    routes: webRoutes({
      publicUrl: 'https://hub.example',
      safeguarding: thisSafeguarding,
      figure: async () => undefined,
      participants: asked.participants,
      counts: async () => (await list({ coordinator: 'CWS01', limit: 0 })).counts,
      overdue: (coordinator) => list({ coordinator, limit: 10 }),
    }),
    participants: asked.participants,
    language: pageLanguage('https://hub.example'),
    clock: asked.clock,
    report: (error) => {
      throw error;
    },
  });
  const get = (organisations: string | undefined) =>
    handler(event({ path: '/overdue', ...(organisations ? { client: 'software', organisations } : {}) }), context);
  const counts = async (organisations: string, role?: string) => {
    const headers = { accept: 'application/json', ...(role ? { 'Handover-Role': role } : {}) };
    const answer = await handler(
      event({ path: '/figures/service', client: 'software', organisations, headers }),
      context,
    );
    return { status: answer.statusCode, body: answer.body };
  };
  return { get, counts, until };
};

test('the page shows a coordinator its own list and nobody’s name, and is kept nowhere', async () => {
  const { get } = await pages();
  const answer = await get('CWS01');
  expect([answer.statusCode, header(answer, 'cache-control')]).toEqual([200, 'no-store']);
  expect(answer.body).toMatch(/<h2>HO-[^<]+<\/h2>\s*<p><strong>Answer the request<\/strong>/);
  expect(answer.body).toContain('Mo Mason (manager)');
  expect(answer.body).toContain('Wednesday 4 November 2026 at 17:00');
  expect(answer.body).not.toMatch(/Brien|9000000009|01452|<script/);
  expect(answer.body.match(/<h1>/g)).toHaveLength(1);
});

test('counts are for a manager, and for a governance lead or patient-group member whom somebody names; of nobody else, and of nobody', async () => {
  const { counts } = await pages();
  const { status, body } = await counts('CWS01');
  expect([status, Object.keys(JSON.parse(body))]).toEqual([200, ['overdue', 'stuck', 'silent', 'undelivered', 'asOf']]);
  expect(JSON.parse(body).overdue).toBeGreaterThan(0);
  expect(body).not.toMatch(/HO-|Brien|Mason/);
  for (const role of ['ig-reader', 'patient-group-member'])
    expect(await counts('L99901', role)).toEqual({ status, body });
  for (const [who, role] of [
    ['L99901'],
    ['L99901', 'practice'],
    ['CWS01', 'link-worker'],
    ['L99901', 'manager'],
  ] as const)
    expect((await counts(who, role)).status, `${who} ${role}`).toBe(403);
});

test('another organisation is not told that nothing is overdue, and whoever is not signed in nothing', async () => {
  const { get } = await pages();
  const other = await get('L99901');
  expect([other.statusCode, other.body.includes('HO-'), other.body.includes('Nothing is overdue')]).toEqual([
    403,
    false,
    false,
  ]);
  expect((await get(undefined)).statusCode).toBe(401);
});
