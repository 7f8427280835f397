import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import type { Participant } from '../../../functions/usecases/ports.ts';
import { formMarks, formRoute, type SentForm, seeOther } from '../../../functions/web/forms/form.ts';
import { hasProblems, type Problems, problemAt, problemSummary } from '../../../functions/web/forms/problems.ts';
import { html } from '../../../functions/web/html.ts';
import { peopleLanguage } from '../../../functions/web/language.ts';
import { documentOf, formHeaders } from '../../../functions/web/page.ts';
import { component } from '../../../functions/web/shell/render.ts';
import { context, event, header } from '../http/event.ts';
import { sentFile } from './sent-file.ts';

const publicUrl = 'https://hub.example';
const session = randomBytes(32).toString('base64url');
const cookie = `__Host-session=${session}`;
const path = '/staff/note';
const sent: SentForm[] = [];

let isSignedIn = true;

/** A form with one field, as every page with a form is made. */
const answer = api({
  routes: [
    formRoute({
      needs: [],
      ...{ path, publicUrl },
      handle: (form) => {
        const problems: Problems = form.fields.note ? {} : { note: 'Enter a note' };
        if (hasProblems(problems)) {
          const summary = problemSummary(problems);
          const field = component('input', {
            id: 'note',
            name: 'note',
            label: { text: 'Note' },
            ...problemAt(problems, 'note'),
          });
          const page = { publicUrl, title: 'Note', main: html`${field}`, ...(summary ? { problems: summary } : {}) };
          return { status: 400, headers: formHeaders, text: documentOf(page) };
        }
        sent.push(form);
        return seeOther(`${publicUrl}/staff`);
      },
    }),
  ],
  participants: { organisation: async () => organisation },
  caller: async () => (isSignedIn ? { client: 'pages', organisations: 'CWS01', person: 'ada' } : null),
  limits: limitsOf(generousQuotas),
  language: peopleLanguage(publicUrl),
  clock: () => '2026-11-21T09:00:00.000Z',
  report: (error) => {
    throw error;
  },
});
const organisation: Participant = {
  ...{ organisation: 'CWS01', name: 'CWS', kind: 'coordinator', tier: 'full', version: 1, active: true },
  identifier: { system: 's', value: 'v' },
};

const marks = formMarks({ headers: { cookie } }).text;
const marked = Object.fromEntries(
  [...marks.matchAll(/name="(\w+)" value="([^"]+)"/g)].map(([, name, value]) => [name, value]),
);
const sendAs = (body: string, type: string, headers: Record<string, string> = {}) =>
  answer(
    event({
      ...{ method: 'POST', path, body },
      headers: { cookie, origin: publicUrl, 'content-type': type, ...headers },
    }),
    context,
  );
const post = (fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
  sendAs(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', headers);

test('a form is answered with the way to a page, and tapped twice it is one request', async () => {
  const [first, second] = [await post({ ...marked, note: 'a' }), await post({ ...marked, note: 'a' })];
  expect([first.statusCode, header(first, 'location')]).toEqual([303, 'https://hub.example/staff']);
  expect(second.statusCode).toBe(303);
  const [one, two] = sent.splice(0);
  expect(one?.requestId).toBe(marked.request);
  expect([two?.requestId, two?.bodyHash]).toEqual([one?.requestId, one?.bodyHash]);
  expect(one?.fields).toEqual({ note: 'a' });
  expect(one?.principal.actor).toEqual({ client: 'pages', organisation: 'CWS01', person: 'ada' });
});

test('with a file it is the same form, marks and all', async () => {
  const { body, type } = sentFile(marked, { name: 'note', text: 'a' });
  expect((await sendAs(body, type)).statusCode).toBe(303);
  await post({ ...marked, note: 'a' });
  const [file, typed] = sent.splice(0);
  expect(file?.fields).toEqual({ note: 'a' });
  expect(file?.bodyHash).toBe(typed?.bodyHash);
  const foreign = sentFile({ ...marked, token: 'x'.repeat(43) }, { name: 'note', text: 'a' });
  expect((await sendAs(foreign.body, foreign.type)).statusCode).toBe(403);
  expect((await sendAs(body.slice(0, 99), type)).statusCode).toBe(403);
  expect(sent).toEqual([]);
});

test('the same request with other words is told apart', async () => {
  await post({ ...marked, note: 'a' });
  await post({ ...marked, note: 'b' });
  const [one, two] = sent.splice(0);
  expect(one?.bodyHash).not.toBe(two?.bodyHash);
});

test('what is wrong stands first on the page, in its title, and at the field', async () => {
  const { statusCode, body } = await post({ ...marked, note: '' });
  expect(statusCode).toBe(400);
  expect(body).toContain('<title>Error: Note – Handover</title>');
  expect(body.indexOf('nhsuk-error-summary')).toBeLessThan(body.indexOf('<h1>'));
  expect(body).toContain('<a href="#note">');
  expect(body).toContain('id="note-error"');
});

test.each<[string, Record<string, string> | string, Record<string, string>]>([
  ['from another site', { ...marked, note: 'a' }, { origin: 'https://elsewhere.example' }],
  ['from nowhere', { ...marked, note: 'a' }, { origin: 'null' }],
  ['without its token', { request: marked.request ?? '', note: 'a' }, {}],
  ['with the token of another session', { ...marked, note: 'a' }, { cookie: `__Host-session=${'A'.repeat(43)}` }],
  ['with two cookies', { ...marked, note: 'a' }, { cookie: `${cookie}; ${cookie}` }],
  ['of more than forty thousand bytes', { ...marked, note: 'a'.repeat(40_000) }, {}],
  ['with a field twice', `${new URLSearchParams(marked)}&note=a&note=b`, {}],
])('a form %s is refused, and nothing is done', async (_, fields, headers) => {
  const { statusCode, body } = await post(fields, headers);
  expect(statusCode).toBe(403);
  expect(body).toContain('Nothing was done');
  expect(sent).toEqual([]);
});

test('who was signed out while they wrote gets their words back to copy, and nobody else a page with words of another site', async () => {
  isSignedIn = false;
  const words = 'She <b>rings</b> on Monday';
  const typed = { ...marked, note: words, day: '2026-11-23' };
  const { statusCode, body } = await post(typed);
  expect(statusCode).toBe(401);
  expect(body).toContain('She &lt;b&gt;rings&lt;/b&gt; on Monday');
  expect(body).not.toContain('2026-11-23');
  const elsewhere = [await post({ ...typed, token: 'x'.repeat(43) }), await post(typed, { cookie: '' })];
  isSignedIn = true;
  expect(elsewhere.map((one) => [one.statusCode, one.body.includes('on Monday')])).toEqual([
    [401, false],
    [401, false],
  ]);
  expect(sent).toEqual([]);
});

test('a form of another type is refused', async () => {
  expect((await post({ ...marked, note: 'a' }, { 'content-type': 'text/plain' })).statusCode).toBe(415);
});

test('each page gives its form a request of its own', () => {
  expect(formMarks({ headers: { cookie } }).text).not.toBe(marks);
});
