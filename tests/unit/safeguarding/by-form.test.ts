import { beforeEach, describe, expect, test } from 'vitest';
import { gloucestershireSafeguarding as rule } from '../../../contracts/areas/gloucestershire-safeguarding.ts';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import type { Content, OpenConcern } from '../../../functions/domain/concern/concern.ts';
import { linkClient, personClient } from '../../../functions/domain/hub.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { partnerLanguage } from '../../../functions/partner/language.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { concernByForm, formDialect } from '../../../functions/safeguarding/by-form.ts';
import type { SafeguardingPorts } from '../../../functions/safeguarding/ports.ts';
import { openMarks } from '../../../functions/web/forms/open-form.ts';
import { concernPath } from '../../../functions/web/worried/worried-page.ts';
import { context, event, header } from '../http/event.ts';

const publicUrl = 'https://hub.example';
const now = '2026-11-25T12:00:00.000Z';
const hash = keyedHash('of this test');

let kept: { content: Content; open: OpenConcern }[];
let failed: unknown[];
beforeEach(() => {
  kept = [];
  failed = [];
});

const unasked = () => Promise.reject(new Error('Nobody asks this'));
const keeps: SafeguardingPorts['store']['add'] = async (content, open) => {
  const known = kept.find((one) => one.content.id === content.id)?.content;
  if (known) return known.bodyHash === content.bodyHash ? 'known' : 'other';
  kept.push({ content, open });
  return 'written';
};

/** The door of forms, above a table that does this. */
const doorOn = (add = keeps, quota = generousQuotas.open) => {
  const store = {
    add,
    open: unasked,
    change: unasked,
    content: unasked,
    note: unasked,
    close: unasked,
    closedBy: unasked,
  };
  const holds = { held: unasked, hold: unasked };
  const years = { adults: 8, children: 25 };
  const ports = { rule, years, store, holds, participants: { organisation: unasked }, clock: () => now };
  return api({
    routes: [concernByForm({ ...ports, publicUrl, hash: async () => hash })],
    language: partnerLanguage(publicUrl),
    dialects: formDialect({ rule, publicUrl }),
    clock: () => now,
    limits: limitsOf({ ...generousQuotas, open: quota }),
    report: (error) => failed.push(error),
  });
};

const walkers = concernPath(linkClient, 'walking-group');
const marks = (path: string): Record<string, string> =>
  Object.fromEntries(
    [...openMarks(hash, path, now).text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
const typed = { level: 'unsafe', who: 'adult', about: 'person', says: 'He is afraid to go home' };
const form = (fields: Record<string, string>, path = walkers, headers: Record<string, string> = {}) =>
  event({
    ...{ method: 'POST', path, body: new URLSearchParams(fields).toString() },
    headers: { origin: publicUrl, 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

describe('whatever goes wrong with the form of somebody who is worried, they read whom to ring', () => {
  const gone = Object.assign(new Error('away'), { name: 'TimeoutError' });
  test.each<[string, Parameters<typeof doorOn>, Parameters<typeof form>[2], number]>([
    ['the table is away', [() => Promise.reject(gone)], {}, 503],
    ['the table breaks', [() => Promise.reject(new Error('broken'))], {}, 500],
    ['somebody else writes it now, again and again', [async () => 'busy'], {}, 503],
    ['another site sends it', [], { origin: 'https://elsewhere.example' }, 403],
    ['it is not sent as a form', [], { 'content-type': 'text/plain' }, 415],
    ['a header is wrong', [], { 'x-request-id': 'x' }, 400],
  ])('where %s the page says that it was not kept, and whom to ring', async (_, door, headers, status) => {
    const answer = await doorOn(...door)(form({ ...marks(walkers), ...typed }, walkers, headers), context);
    expect([answer.statusCode, header(answer, 'content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('It could not be kept');
    for (const number of ['999', '111', rule.adults.ring[0]?.telephone.replaceAll(' ', '')])
      expect(answer.body).toContain(`tel:${number}`);
    expect(kept).toEqual([]);
  });

  test('too many come from their address', async () => {
    const door = doorOn(keeps, 1);
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await door(form({ ...marks(walkers), ...typed }), context));
    const last = answers.at(-1);
    expect([last?.statusCode, last?.headers?.['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(last?.body).toContain('tel:999');
  });

  test('what the table threw is still reported', async () => {
    await doorOn(() => Promise.reject(gone))(form({ ...marks(walkers), ...typed }), context);
    expect(failed).toEqual([gone]);
  });
});

test('whoever goes back, writes more and sends it again has said that too; the same twice is one', async () => {
  const door = doorOn();
  const made = marks(walkers);
  for (const says of ['He is afraid', 'He is afraid', 'He is afraid of his son'])
    expect((await door(form({ ...made, ...typed, says }), context)).statusCode).toBe(201);
  expect(kept.map(({ content }) => content.concern?.says)).toEqual(['He is afraid', 'He is afraid of his son']);
});

describe('the reference on the form', () => {
  test.each([
    ['person', 'HO-7K3M-2P4X', 'HO-7K3M-2P4X'],
    ['worker', ' HO–7K3M/2P4X ', 'HO 7K3M 2P4X'],
    ['group', 'не знаю', undefined],
    ['person', '', undefined],
  ])('about a %s written as “%s” reaches the desk as %s', async (about, reference, referral) => {
    expect((await doorOn()(form({ ...marks(walkers), ...typed, about, reference }), context)).statusCode).toBe(201);
    expect([kept[0]?.open.referral, kept[0]?.content.concern?.about.referral]).toEqual([referral, referral]);
  });
});

test('what is said of a group or worker by a link of an organisation is not shown there; of a person it is nobody’s', async () => {
  for (const about of ['group', 'worker', 'person'])
    await doorOn()(form({ ...marks(walkers), ...typed, about }), context);
  const own = concernPath(personClient, 'CWS01');
  await doorOn()(form({ ...marks(own), ...typed, about: 'group' }, own), context);
  expect(kept.map(({ open }) => open.organisation)).toEqual(['walking-group', 'walking-group', undefined, undefined]);
});

test('from their own page on the title stays neutral, and the way out stands before everything', async () => {
  const own = concernPath(personClient, 'CWS01');
  for (const [fields, headers, status] of [
    [typed, {}, 201],
    [{ ...typed, says: '' }, {}, 422],
    [typed, { origin: 'https://elsewhere.example' }, 403],
  ] as const) {
    const { statusCode, body } = await doorOn()(form({ ...marks(own), ...fields }, own, headers), context);
    expect(statusCode).toBe(status);
    expect(body).toMatch(/<title>(Error: )?Your plan – Handover<\/title>/);
    expect(body.indexOf('Leave this page')).toBeGreaterThan(0);
    expect(body.indexOf('Leave this page')).toBeLessThan(body.indexOf('<h1>'));
  }
});
