import { expect, test } from 'vitest';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf, posterQuota } from '../../../functions/http/caller-limits.ts';
import { keyedHash } from '../../../functions/runtime/hash.ts';
import { seeOther } from '../../../functions/web/forms/form.ts';
import { openFormRoute, openMarks, type SentOpenForm } from '../../../functions/web/forms/open-form.ts';
import { pageLanguage } from '../../../functions/web/language.ts';
import { context, event } from '../http/event.ts';

const publicUrl = 'https://hub.example';
const path = '/refer/L99901/me';
const hash = keyedHash('0'.repeat(64));
const sent: SentOpenForm[] = [];
const at = (now: string) =>
  api({
    routes: [
      openFormRoute({
        ...{ path: '/refer/{practice}/me', publicUrl, hash: async () => hash },
        handle: async (form) => {
          sent.push(form);
          return seeOther(`${publicUrl}/refer/L99901/sent`);
        },
      }),
    ],
    limits: limitsOf(generousQuotas),
    language: pageLanguage(publicUrl),
    clock: () => now,
    report: (error) => {
      throw error;
    },
  });

const made = '2026-11-22T09:00:00.000Z';
const marksOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/name="(\w+)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
const marks = marksOf(openMarks(hash, path, made).text);
const post = async (fields: Record<string, string>, { origin = publicUrl, to = path, now = made } = {}) => {
  const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(fields).toString();
  return (await at(now)(event({ method: 'POST', path: to, body, headers }), context)).statusCode;
};

test('a form without an account is taken from its own page, and tapped twice it is one request', async () => {
  expect([await post({ ...marks, note: 'a' }), await post({ ...marks, note: 'a' })]).toEqual([303, 303]);
  const [first, second] = sent.splice(0);
  expect(first).toMatchObject({ fields: { note: 'a' }, requestId: marks.request, isStale: false });
  expect([second?.requestId, second?.bodyHash]).toEqual([first?.requestId, first?.bodyHash]);
});

test.each<[string, Record<string, string>, Parameters<typeof post>[1]]>([
  ['from another site', marks, { origin: 'https://elsewhere.example' }],
  ['with a token that nobody made', { ...marks, token: 'x'.repeat(26) }, {}],
  ['made at another time', { ...marks, made: '2026-11-22T10:00:00.000Z' }, {}],
  ['of another request', { ...marks, request: '5f1c1f0e-0000-4000-8000-000000000001' }, {}],
  ['of the poster of another practice', marks, { to: '/refer/L99903/me' }],
  ['without any marks', { note: 'a' }, {}],
])('a form %s is refused, and nothing is done', async (_, fields, how) => {
  expect(await post(fields, how)).toBe(403);
  expect(sent).toEqual([]);
});

test('a page that lay open overnight is told to be stale, with what was typed', async () => {
  expect(await post({ ...marks, note: 'a' }, { now: '2026-11-22T22:00:00.000Z' })).toBe(303);
  expect(sent.splice(0)).toMatchObject([{ fields: { note: 'a' }, isStale: true }]);
});

test('a poster sends so much in a minute, over all environments, and other posters go on', async () => {
  const taken = new Map<string, number>();
  const isOver = posterQuota({ ...generousQuotas, poster: 3 }, async (key, window, count) => {
    const sum = (taken.get(`${key}${window}`) ?? 0) + count;
    taken.set(`${key}${window}`, sum);
    return sum;
  });
  const four = [];
  for (let n = 0; n < 4; n += 1) four.push(await isOver('L99901', made));
  expect(four).toEqual([false, false, false, true]);
  expect(await isOver('L99903', made)).toBe(false);
  expect(await isOver('L99901', '2026-11-22T09:01:00.000Z')).toBe(false);
});
