import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accept, book } from '../../infra/local/demo/acts.ts';
import { type Caller, callerAs, post, type Sending } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { groupSees, type Sent, send, serviceSeesStatus } from './journey.ts';
import { referralFor } from './people.ts';
import { expectOutcome, expectProblem, writesOf } from './refused.ts';

let hub: JourneyHub;
let practice: Caller;
let service: Caller;

/** A referral that nobody accepted, and one with an accepted onward request and a meeting that has begun. */
let fresh: Sent;
let going: Sent;

beforeAll(async () => {
  hub = await startJourneys();
  practice = await callerAs(hub, 'churchdown-surgery', 'L99901');
  service = await callerAs(hub, 'wellbeing-service', 'CWS01');
  fresh = await send(hub, referralFor());
  going = await send(hub, referralFor());
  for (const sent of [fresh, going]) await serviceSeesStatus(hub, sent, 't1', 'requested');
  await accept(hub, going.reference);
  await book(hub, going.reference);
});
afterAll(() => hub?.stop());

let before: number;

beforeEach(async () => {
  before = await writesOf(hub);
});

afterEach(async () => {
  expect(await writesOf(hub)).toBe(before);
});

describe('a Task', () => {
  const read = async (id: string) => {
    const got = await service({ method: 'GET', path: `/FHIR/R4/Task/${id}` });
    const task = JSON.parse(got.text);
    return { task, etag: got.headers.get('etag') ?? '' };
  };
  const put = (id: string, body: object, etag: string | undefined): Sending => ({
    ...{ method: 'PUT', path: `/FHIR/R4/Task/${id}`, body, headers: { 'if-match': etag } },
  });

  test('may not skip what comes between: 422 names from, to and what is allowed', async () => {
    const { task, etag } = await read(`${fresh.id}.t1`);
    const got = await service(put(task.id, { ...task, status: 'in-progress' }, etag));
    expect(expectOutcome(got, 422)).toEqual(['illegal-transition']);
    expect(got.text).toMatch(/from requested to in-progress; allowed: .*accepted/);
  });

  test('has business statuses that do not stand with each status', async () => {
    const { task, etag } = await read(`${fresh.id}.t1`);
    const businessStatus = { coding: [{ ...task.businessStatus.coding[0], code: 'outcome-achieved' }] };
    const got = await service(put(task.id, { ...task, status: 'accepted', businessStatus }, etag));
    expect(expectOutcome(got, 422)).toContain('illegal-pair');
  });

  test('is updated only with If-Match, and only from what it is now', async () => {
    const { task } = await read(`${going.id}.t1`);
    const changed = { ...task, status: 'completed' };
    expect(expectOutcome(await service(put(task.id, changed, undefined)), 400)).toEqual(['if-match-missing']);
    expect(expectOutcome(await service(put(task.id, changed, 'W/"1"')), 412)).toEqual(['stale-version']);
    expect(expectOutcome(await service(put(task.id, changed, 'W/"9999"')), 412)).toEqual(['stale-version']);
    expect(expectOutcome(await service(put(task.id, changed, '*')), 400)).toEqual(['invalid-header']);
  });

  test('keeps whom it is for, whatever is sent', async () => {
    const { task, etag } = await read(`${fresh.id}.t1`);
    const changed = { ...task, for: { reference: `Patient/${going.id}.p1` } };
    expect(expectOutcome(await service(put(task.id, changed, etag)), 422)).toEqual(['immutable-element']);
    expect(expectOutcome(await service(put(task.id, { ...task, id: `${going.id}.t1` }, etag)), 422)).toEqual([
      'invalid-input',
    ]);
  });

  test('is declined only with a reason', async () => {
    const { task, etag } = await read(`${fresh.id}.t1`);
    const got = await service(put(task.id, { ...task, status: 'rejected' }, etag));
    expect(expectOutcome(got, 422)).toEqual(['reason-missing']);
  });

  test('of others is not there: neither to read nor to change, and no different from one that never was', async () => {
    const { task, etag } = await read(`${fresh.id}.t1`);
    const never = `${'0'.repeat(26)}.t1`;
    for (const [client, organisation] of [
      ['hucclecote-surgery', 'L99903'],
      ['churchdown-surgery', 'L99902'],
      ['walking-group', 'walking-group'],
      ['county-council', 'COU01'],
    ] as const) {
      const caller = await callerAs(hub, client, organisation);
      const theirs = await caller({ method: 'GET', path: `/FHIR/R4/Task/${task.id}` });
      const nobodys = await caller({ method: 'GET', path: `/FHIR/R4/Task/${never}` });
      expect(expectOutcome(theirs, 404)).toEqual(['not-found']);
      expect(theirs.text).toBe(nobodys.text);
      expect(expectOutcome(await caller(put(task.id, { ...task, status: 'accepted' }, etag)), 404)).toEqual([
        'not-found',
      ]);
    }
  });

  test('is not where nothing is: strange ids, paths, methods and parameters', async () => {
    const rows: readonly (readonly [string, string, number, string])[] = [
      ['GET', '/FHIR/R4/Task/..%2F..%2Fmetadata', 404, 'not-found'],
      ['GET', '/FHIR/R4/Task/%00', 404, 'not-found'],
      ['GET', '/FHIR/R4/Task/%E0%A4%A', 404, 'not-found'],
      ['GET', `/FHIR/R4/Task/${'a'.repeat(900)}`, 404, 'not-found'],
      ['GET', `/FHIR/R4/Patient/${fresh.id}.t1`, 404, 'not-found'],
      ['GET', '/FHIR/R4/Nothing/1', 404, 'not-found'],
      ['DELETE', `/FHIR/R4/Task/${fresh.id}.t1`, 405, 'method-not-allowed'],
      ['GET', '/FHIR/R4/Task?owner=Organization/CWS01&colour=red', 400, 'unknown-parameter'],
      ['GET', '/FHIR/R4/Task?status=late', 400, 'invalid-parameter'],
      ['GET', '/FHIR/R4/Task?_count=-1', 400, 'invalid-parameter'],
      ['GET', '/FHIR/R4/Task?_page=bm90IG91cnM', 400, 'invalid-parameter'],
    ];
    for (const [method, path, status, code] of rows) {
      expect({ path, codes: expectOutcome(await service({ method, path }), status) }).toEqual({ path, codes: [code] });
    }
  });
});

describe('an onward request', () => {
  test('goes to a known partner only, of a referral that is open, and not of somebody else’s', async () => {
    const { onwardRequest } = await import('../../infra/local/demo/wellbeing/onward-request.ts');
    const task = (id: string) => ({
      ...{ resourceType: 'Task' as const, id: `${id}.t1`, meta: { versionId: '1' }, status: 'accepted' },
      ...{ focus: { reference: `ServiceRequest/${id}.s1` }, for: { reference: `Patient/${id}.p1` } },
    });
    const asked = { activity: 'walking-group', coordinator: 'CWS01', permission: true };
    const unknown = onwardRequest(task(going.id), { ...asked, partner: 'nobody' });
    expect(expectOutcome(await service(post(unknown)), 422)).toContain('unknown-partner');
    const early = onwardRequest(task(fresh.id), { ...asked, partner: 'walking-group' });
    expect(expectOutcome(await service(post(early)), 422)).toContain('wrong-parent');
    const fine = onwardRequest(task(going.id), { ...asked, partner: 'mens-shed' });
    // The practice may read this referral, so that it exists is no news to it.
    expect(expectOutcome(await practice(post(fine)), 403)).toEqual(['not-yours-to-change']);
    const stranger = await callerAs(hub, 'hucclecote-surgery', 'L99903');
    expect(expectOutcome(await stranger(post(fine)), 404)).toEqual(['not-found']);
  });
});

describe('/partner/v1', () => {
  const root = '/partner/v1/invitations';
  const group = () => callerAs(hub, 'walking-group', 'walking-group');

  test('says no in problems, and nothing has changed', async () => {
    const caller = await group();
    const { id } = await groupSees(hub.group, going, 'accepted');
    const rows: readonly (readonly [string, Sending['body'], number, string, Sending['headers']?])[] = [
      ['POST decline', 'not JSON', 400, 'not-json'],
      ['POST decline', { reason: 'did not like it' }, 400, 'unknown-code'],
      ['POST decline', {}, 422, 'missing-element'],
      ['POST decline', { reason: 'no-capacity', why: 'x' }, 400, 'unknown-element'],
      ['POST decline', '{"__proto__": {}, "reason": "no-capacity"}', 400, 'unsafe-key'],
      ['POST decline', `${'['.repeat(100)}${']'.repeat(100)}`, 400, 'too-deep'],
      ['POST decline', { reason: 'no-capacity' }, 422, 'illegal-transition'],
      ['POST decline', { reason: 'no-capacity' }, 415, 'wrong-content-type', { 'content-type': 'text/csv' }],
      ['POST accept', {}, 412, 'stale-version', { 'if-match': 'W/"1"' }],
      ['POST accept', {}, 400, 'invalid-header', { 'idempotency-key': 'no good' }],
      ['POST attendance', { result: 'DNA' }, 400, 'unknown-code'],
      ['POST attendance', { result: 'came', meeting: `${going.id}.a99` }, 404, 'not-found'],
      ['POST dance', {}, 404, 'not-found'],
      ['DELETE accept', undefined, 405, 'method-not-allowed'],
    ];
    for (const [what, body, status, code, headers = {}] of rows) {
      const [method = '', verb = ''] = what.split(' ');
      const got = await caller({
        method,
        path: `${root}/${id}/${verb}`,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      expect({ what, body, codes: expectProblem(got, status) }).toEqual({ what, body, codes: [code] });
    }
    // Outside FHIR a body of more than 8 KiB does not pass the firewall (DESIGN 7).
    const big = await caller({
      method: 'POST',
      path: `${root}/${id}/decline`,
      body: { reason: 'x'.repeat(400 * 1024) },
    });
    expect(big.status).toBe(403);
    for (const query of ['colour=red', 'status=lost', 'cursor=bm90IG91cnM']) {
      expectProblem(await caller({ method: 'GET', path: `${root}?${query}` }), 400);
    }
  });

  test('has nothing for others: not the invitation of one group for another, nor for a practice', async () => {
    const { id } = await groupSees(hub.group, going, 'accepted');
    for (const [client, organisation] of [
      ['mens-shed', 'mens-shed'],
      ['county-council', 'COU01'],
      ['churchdown-surgery', 'L99901'],
      ['wellbeing-service', 'CWS01'],
    ] as const) {
      const caller = await callerAs(hub, client, organisation);
      expect(expectProblem(await caller({ method: 'GET', path: `${root}/${id}` }), 404)).toEqual(['not-found']);
      const stop = { method: 'POST', path: `${root}/${id}/stop`, body: { reason: 'no-room' } };
      expect(expectProblem(await caller(stop), 404)).toEqual(['not-found']);
    }
  });
});
