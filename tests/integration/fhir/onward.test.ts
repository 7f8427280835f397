import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { today } from '../../../functions/domain/calendar.ts';
import { thinEventsOf } from '../../../functions/events/thin-events.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { considered } from '../../unit/domain/acts.ts';
import { type Answered, idsIn, referralBundle, standings } from './hub.ts';
import { askOnward, onwardBundle, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const as = 'CWS01';
const tomorrow = today(new Date(Date.now() + 86_400_000).toISOString());
const group = { owner: 'walking-group' };
const said = ({ status, body }: Answered): unknown[] => [
  status,
  ...body.issue.map((i: { details: { coding: { code: string }[] } }) => i.details.coding[0]?.code),
];
const accepted = async (): Promise<Record<string, string>> => {
  const ids = await world.send('L99901');
  await world.change(as, `/Task/${ids.Task}`, { status: 'accepted' });
  return ids;
};
const ask = (ids: Record<string, string>, more: Parameters<typeof onwardBundle>[1] = group) =>
  world.ask('POST', '', { as, body: onwardBundle(ids, more) });
const put = async (id: string, changes: object, by = as): Promise<Answered> => {
  const { body } = await world.ask('GET', `/Task/${id}`, { as: by });
  const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
  return world.ask('PUT', `/Task/${id}`, { as: by, body: { ...body, ...changes }, headers });
};
/** What was found of the risks comes with the move that sends it. */
const send = async (id: string): Promise<Answered> => {
  const { body } = await world.ask('GET', `/Task/${id}`, { as });
  return put(id, { status: 'requested', extension: [...body.extension, considered()] });
};
const stateOf = async (id: string) => (await world.ledger.load(id.slice(0, 26)))?.referral;

describe('two onward requests at the same time', () => {
  test('to one group for one need: one is made, and the other names it', async () => {
    const ids = await accepted();
    const answers = await Promise.all([ask(ids), ask(ids)]);
    const [made, refused] = answers.toSorted((a, b) => a.status - b.status);
    if (!made || !refused) throw new Error('two were asked');
    expect([made.status, ...said(refused)]).toEqual([200, 409, 'already-asked']);
    expect(refused.body.issue[0].expression).toEqual(['Bundle.entry[0].resource.code']);
    expect(refused.body.issue[0].diagnostics).toContain(idsIn(made.body).Task);
    expect((await stateOf(ids.Task ?? ''))?.onward).toHaveLength(1);
    expect((await ask(ids, { ...group, activity: 'choir' })).status).toBe(200);
  });
});

describe('an onward draft', () => {
  const review = [{ url: extensions.reviewDate, valueDate: tomorrow }];
  const drafted = async (ids: Record<string, string>): Promise<string> => {
    const answer = await ask(ids, {
      ...group,
      request: { status: 'draft' },
      task: { status: 'draft', extension: review },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return idsIn(answer.body).Task ?? '';
  };

  test('tells the group nothing: no row, no event, no invitation; sent, it does', async () => {
    const ids = await accepted();
    const id = await drafted(ids);
    const referral = id.slice(0, 26);
    await world.project(referral);
    const rowsOf = async () => (await world.rows.read(referral)).map((row) => row.organisation);
    expect(await rowsOf()).not.toContain('walking-group');
    const told = async () => {
      const newest = await world.ledger.load(referral);
      return newest ? thinEventsOf(newest).map((e) => [e.type, e.data.organisations]) : [];
    };
    expect(await told()).toEqual([[expect.stringContaining('task-draft'), ['CWS01']]]);
    expect(said(await put(id, { status: 'requested' }))).toEqual([422, 'risks-not-considered']);
    const sent = await send(id);
    expect([sent.status, sent.body.status]).toEqual([200, 'requested']);
    expect(await told()).toEqual([[expect.stringContaining('task-requested'), ['CWS01', 'walking-group']]]);
    await world.project(referral);
    expect(await rowsOf()).toContain('walking-group');
    const state = await stateOf(id);
    expect(state && invitationsOf(state, 'walking-group')).toHaveLength(1);
    expect(state?.onward[0]?.request.status).toBe('active');
  });

  test('is sent only to an organisation that may be asked, by PUT and by PATCH', async () => {
    const id = await drafted(await accepted());
    standings.set('walking-group', { paused: { reason: 'operator', since: '2026-11-01T09:00:00.000Z' } });
    try {
      expect(said(await put(id, { status: 'requested' }))).toEqual([422, 'unknown-partner']);
      const { body } = await world.ask('GET', `/Task/${id}`, { as });
      const headers = { 'If-Match': `W/"${body.meta.versionId}"`, 'Content-Type': 'application/json-patch+json' };
      const patch = [{ op: 'replace', path: '/status', value: 'requested' }];
      expect(said(await world.ask('PATCH', `/Task/${id}`, { as, headers, body: patch }))).toEqual([
        422,
        'unknown-partner',
      ]);
    } finally {
      standings.delete('walking-group');
    }
    expect((await send(id)).status).toBe(200);
  });

  test('is cancelled by its author', async () => {
    const id = await drafted(await accepted());
    const answer = await put(id, { status: 'cancelled', statusReason: { text: 'Not wanted' } });
    expect([answer.status, answer.body.status]).toEqual([200, 'cancelled']);
    const state = await stateOf(id);
    expect(state && invitationsOf(state, 'walking-group')).toEqual([]);
  });
});

describe('a request to stop', () => {
  test.each(['draft', 'accepted', 'completed', 'received', 'ready'])('that comes as %s is refused', async (status) => {
    const ids = await accepted();
    await world.change(as, `/Task/${ids.Task}`, { status: 'in-progress' });
    const abort = {
      ...{ resourceType: 'Task', status, intent: 'order', focus: { reference: `Task/${ids.Task}` } },
      code: { coding: [{ system: systems.taskCode, code: 'abort' }] },
      reasonCode: { text: 'Moved away' },
    };
    const post = (body: object) => world.ask('POST', '/Task', { as: 'L99901', body });
    expect(said(await post(abort))).toEqual([422, 'not-ready-to-send']);
    expect((await post({ ...abort, status: 'requested' })).status).toBe(201);
  });
});

describe('a Bundle of new things', () => {
  const withEntry = (method: string, url: string, resource?: object) => {
    const { entry, ...bundle } = referralBundle() as { entry: object[] };
    return { ...bundle, entry: [...entry, { ...(resource ? { resource } : {}), request: { method, url } }] };
  };
  test.each([
    ['PUT', 'Basic/1', { resourceType: 'Basic', id: '1', code: { text: 'x' } }],
    ['DELETE', 'Patient/1', undefined],
    ['GET', 'Task', undefined],
  ])('with a %s is refused at that entry, and nothing is made', async (method, url, resource) => {
    for (const path of ['', '/$validate']) {
      const answer = await world.ask('POST', path, { as: 'L99901', body: withEntry(method, url, resource) });
      const [issue] = answer.body.issue;
      expect([answer.status, issue.details.coding[0].code, issue.expression]).toEqual([
        path === '' ? 422 : 200,
        'invalid-input',
        ['Bundle.entry[2].request.method'],
      ]);
    }
  });
});

describe('whom a referral names', () => {
  interface Entry {
    readonly response: {
      readonly outcome?: { readonly issue: readonly { readonly details: { readonly text: string } }[] };
    };
  }
  const warned = async (request: object): Promise<string> => {
    const answer = await world.ask('POST', '', { as: 'L99901', body: referralBundle({ request }) });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const issues = answer.body.entry.flatMap((e: Entry) => e.response.outcome?.issue ?? []);
    return issues.map((i: { details: { text: string } }) => i.details.text).join('\n');
  };
  const at = 'Bundle.entry[1].resource';

  test('another requester than the sender, or a performer that is not the coordinator, is warned of', async () => {
    const other = 'The requester is another organisation than the sender';
    expect(await warned({ requester: { reference: 'Organization/L99902' } })).toContain(other);
    expect(await warned({ performer: [{ reference: 'Organization/RTQ' }] })).toContain('not to the performer');
    const quiet = await warned({ performer: [{ reference: 'Organization/CWS01' }] });
    expect(quiet).not.toContain(other);
    expect(quiet).not.toContain('not to the performer');
  });

  test('another requester that the same software may act for is refused: one of the two is a mistake', async () => {
    const body = referralBundle({ request: { requester: { reference: 'Organization/L99902' } } });
    const headers = { 'NHSD-End-User-Organisation': 'L99901' };
    for (const path of ['', '/$validate']) {
      const answer = await world.ask('POST', path, { as: 'L99901,L99902', headers, body });
      expect([answer.status, answer.body.issue[0].expression]).toEqual([path === '' ? 422 : 200, [`${at}.requester`]]);
    }
  });
});

test('all that is wrong with an onward request is said at once, each at its entry', async () => {
  const ids = await accepted();
  const said = async (bundle: object) => {
    const { status, body } = await world.ask('POST', '', { as: 'CWS01', body: bundle });
    const issues = body.issue.map((i: { details: { coding: { code: string }[] }; expression: string[] }) =>
      [i.details.coding[0]?.code, ...i.expression].join(' '),
    );
    return [status, ...issues];
  };
  const task = { intent: 'plan', priority: 'stat' };
  const wrong = await said(onwardBundle(ids, { request: { priority: 'stat', intent: 'plan' }, task }));
  expect(wrong[0]).toBe(422);
  expect(wrong.slice(1).filter((w) => !/ Bundle\.entry\[[01]\]\.resource\./.test(w))).toEqual([]);
  expect(wrong).toContain('urgent-elsewhere Bundle.entry[0].resource.priority');
  expect(wrong).toContain('urgent-elsewhere Bundle.entry[1].resource.priority');
  const unfocused = await said(onwardBundle(ids, { task: { focus: undefined } }));
  expect(unfocused).toEqual([422, 'unresolved-reference Bundle.entry[1].resource.focus']);
});

test('what the coordinator keeps it may ask again', async () => {
  const ids = await accepted();
  expect((await askOnward(world, ids)).Task).not.toBe((await askOnward(world, ids)).Task);
});
