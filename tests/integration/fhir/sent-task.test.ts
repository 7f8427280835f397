import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { type Answered, idsIn, referralBundle } from './hub.ts';
import { mine, names, withTask } from './own-task.ts';
import { onwardBundle, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());
const ask: World['ask'] = (...asked) => world.ask(...asked);

const send = (body: object) => ask('POST', '', { as: 'L99901', body });
const sent = async (body: object): Promise<Record<string, string>> => {
  const answer = await send(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return idsIn(answer.body);
};
const said = ({ status, body }: Answered): unknown[] => [
  status,
  ...body.issue.map((i: { details: { coding: { code: string }[] }; expression?: string[] }) =>
    [i.details.coding[0]?.code, i.expression?.[0]].join(' at '),
  ),
];

test('T1 keeps what the sender said in its Task: numbers, priority, restriction, note, inputs and what the hub does not know', async () => {
  const kept = {
    priority: 'urgent',
    description: 'Please see her before Christmas',
    restriction: { period: { end: '2026-12-20' } },
    note: [{ text: 'Rings back in the afternoon' }],
    input: [{ type: { text: 'Form' }, valueString: 'B' }],
    groupIdentifier: { value: 'G-1' },
  };
  const strange = { url: 'https://practice.example/colour', valueCode: 'blue' };
  const ids = await sent(withTask({ ...kept, extension: [strange] }));
  for (const as of ['L99901', 'CWS01']) {
    const { body } = await ask('GET', `/Task/${ids.Task}`, { as });
    expect(body).toMatchObject({ ...kept, status: 'requested', owner: { reference: 'Organization/CWS01' } });
    expect(body.identifier).toEqual([{ system: systems.reference, value: expect.stringMatching(/^HO-/) }, mine]);
    expect(body.extension).toContainEqual(strange);
  }
});

test('references to the Task of the sender lead to T1', async () => {
  const plan = {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    subject: { reference: names.patient },
    activity: [{ reference: { reference: names.task } }],
  };
  const ids = await sent(withTask({}, plan));
  const { body } = await ask('GET', `/CarePlan/${ids.Task?.replace('.t1', '.x1')}`, { as: 'CWS01' });
  expect(body.activity[0].reference.reference).toBe(`Task/${ids.Task}`);
});

const bser = (code: string) => ({
  coding: [{ system: 'http://hl7.org/fhir/us/bser/CodeSystem/TaskBusinessStatusCS', code }],
});
test('one that its sender calls received is read as requested and acknowledged (standards.md 12.2)', async () => {
  const ids = await sent(withTask({ status: 'received' }));
  const { body } = await ask('GET', `/Task/${ids.Task}`, { as: 'CWS01' });
  expect(body.status).toBe('requested');
  expect(body.businessStatus.coding[0].code).toMatch(/^(acknowledged|awaiting-information)$/);
});

const output = [{ type: { text: 'Feedback' }, valueString: 'done' }];
const at = 'Bundle.entry[2].resource';

describe('a Task that is no new one, or not for the coordinator, is refused with every reason', () => {
  test.each([
    ['accepted already', { status: 'accepted' }, [`not-ready-to-send at ${at}.status`]],
    [
      'done, with an output',
      { status: 'completed', output },
      [`not-ready-to-send at ${at}.status`, `not-ready-to-send at ${at}.output`],
    ],
    [
      'requested and completed at once',
      { businessStatus: bser('7.0'), output },
      [`not-ready-to-send at ${at}.output`, `illegal-pair at ${at}.businessStatus`],
    ],
    ['for somebody else', { owner: { reference: 'Organization/walking-group' } }, [`unknown-partner at ${at}.owner`]],
    ['at once', { priority: 'stat' }, [`urgent-elsewhere at ${at}.priority`]],
    [
      'to stop something',
      { code: { coding: [{ system: systems.taskCode, code: 'abort' }] } },
      [`not-our-service at ${at}.code`],
    ],
    ['a proposal', { intent: 'proposal' }, [`not-our-service at ${at}.intent`]],
    ['a draft without a date to look at it again', { status: 'draft' }, [`review-date-missing at ${at}.extension`]],
    ['about another person', { for: { reference: 'Patient/x' } }, [`unresolved-reference at ${at}.for`]],
    ['about another request', { focus: { reference: 'ServiceRequest/x' } }, [`unresolved-reference at ${at}.focus`]],
  ])('%s', async (_, task, expected) => {
    expect(said(await send(withTask(task)))).toEqual([422, ...expected]);
  });

  test('two of them are two referrals', async () => {
    const second = { resourceType: 'Task', status: 'requested', intent: 'order', focus: { reference: names.request } };
    expect(said(await send(withTask({}, second)))).toEqual([422, `two-referrals at ${at}.focus`]);
  });
});

test.each([
  ['named', { owner: { reference: 'Organization/CWS01' } }],
  ['named by its code', { owner: { identifier: { system: systems.odsOrganisation, value: 'CWS01' } } }],
  ['left open', { owner: undefined }],
])('the owner may be the coordinator, %s', async (_, owner) => {
  await sent(withTask({ ...owner, businessStatus: bser('2.0') }));
});

test('a Task that is part of one of the sender’s own is no onward request', async () => {
  await sent(withTask({ partOf: [{ reference: 'Task/of-the-practice' }] }));
});

test('words of danger in the Task bring a person first', async () => {
  const ids = await sent(withTask({ note: [{ text: 'She says that she wants to end her life' }] }));
  const { body } = await ask('GET', `/Flag/${ids.Task?.replace('.t1', '.x1')}`, { as: 'CWS01' });
  expect(body.code.coding[0].code).toBe('needs-person-first');
});

describe('a draft', () => {
  const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const draft = () => withTask({ status: 'draft', extension: [{ url: extensions.reviewDate, valueDate: inTenDays }] });

  test('is its author’s alone until it is sent', async () => {
    const ids = await sent(draft());
    for (const [type, id] of Object.entries(ids)) {
      expect((await ask('GET', `/${type}/${id}`, { as: 'CWS01' })).status).toBe(404);
    }
    const { body, headers } = await ask('GET', `/Task/${ids.Task}`, { as: 'L99901' });
    expect(body.status).toBe('draft');
    const put = { ...body, status: 'requested' };
    const now = await ask('PUT', `/Task/${ids.Task}`, {
      as: 'L99901',
      body: put,
      headers: { 'If-Match': String(headers.etag) },
    });
    expect([now.status, now.body.status], JSON.stringify(now.body)).toEqual([200, 'requested']);
    const seen = await ask('GET', `/Task/${ids.Task}`, { as: 'CWS01' });
    expect([seen.status, seen.body.status]).toEqual([200, 'requested']);
  });
});

describe('a note without words is refused where it comes in', () => {
  const wordless = { _text: { extension: [{ url: 'https://practice.example/absent', valueCode: 'masked' }] } };

  test('with a Task or a request that is sent', async () => {
    expect(said(await send(withTask({ note: [wordless] })))).toEqual([
      422,
      `missing-element at Bundle.entry[2].resource.note.text`,
    ]);
    expect(said(await send(referralBundle({ request: { note: [{ text: 'Walks' }, wordless] } })))).toEqual([
      422,
      'missing-element at Bundle.entry[1].resource.note.text',
    ]);
  });

  test('added to a Task, or with an onward request; and nothing stands in the way of what comes after', async () => {
    const ids = await sent(withTask({ note: [{ text: 'Walks' }] }));
    const { body, headers } = await ask('GET', `/Task/${ids.Task}`, { as: 'CWS01' });
    const put = (more: object) =>
      ask('PUT', `/Task/${ids.Task}`, {
        as: 'CWS01',
        body: { ...body, ...more },
        headers: { 'If-Match': String(headers.etag) },
      });
    expect(said(await put({ note: [...body.note, wordless] }))).toEqual([422, 'missing-element at Task.note.text']);
    expect((await put({ status: 'accepted', note: [...body.note, { text: 'Rang' }] })).status).toBe(200);
    const onward = onwardBundle(ids, { task: { note: [wordless] } });
    const refused = await ask('POST', '', { as: 'CWS01', body: onward });
    expect(said(refused)[0]).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('note.text');
  });
});
