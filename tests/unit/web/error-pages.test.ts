import { describe, expect, test } from 'vitest';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { errorPages } from '../../../contracts/error-pages/error-pages.ts';
import { refusals } from '../../../contracts/refusals.ts';
import { extensions } from '../../../contracts/systems.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { issueOf } from '../../../functions/http/issues.ts';
import { operationOutcome } from '../../../functions/http/operation-outcome.ts';
import { html } from '../../../functions/web/html.ts';
import { laidOut } from '../../../functions/web/laid-out.ts';
import { pageLanguage } from '../../../functions/web/language.ts';
import { errorRoutes } from '../../../functions/web/routes.ts';
import { context, event, header } from '../http/event.ts';

/** With a stage in its path, as an API without a domain of its own has it. */
const hub = 'https://hub.example/trial';
const handler = api({
  limits: limitsOf(generousQuotas),
  routes: errorRoutes(hub),
  language: pageLanguage(hub),
  clock: () => '2026-11-21T09:00:00.000Z',
  report: (error) => {
    throw error;
  },
});
const get = (path: string, accept = 'text/html') =>
  handler(event({ method: 'GET', path, headers: { accept } }), context);
const codes = Object.keys(errorPages);

describe.each(codes)('the page of %s', (code) => {
  test('is a whole document in English with one heading of the first level, and nothing in it runs', async () => {
    const { statusCode, body } = await get(`/errors/${code}`);
    expect(statusCode).toBe(200);
    expect(body).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(body).toMatch(new RegExp(`<title>${code} \\(\\d{3}\\) – Handover</title>`));
    expect(body.match(/<h1>/g)).toHaveLength(1);
    expect(body).not.toMatch(/<script|<style|<img|\son\w+=|\sstyle=|javascript:/i);
    // A heading of the third level stands below one of the second.
    expect(body.indexOf('<h2>')).toBeLessThan(body.includes('<h3>') ? body.indexOf('<h3>') : body.length);
  });

  test('is where the extension of an answer leads', () => {
    if (!Object.hasOwn(refusals, code)) return expect(code).toBe('fault');
    const [issue] = operationOutcome([issueOf({ code: code as keyof typeof refusals })], hub).issue;
    expect(issue?.details?.extension).toEqual([{ url: extensions.errorPage, valueUrl: `${hub}/errors/${code}` }]);
  });
});

test('the list links to every page', async () => {
  const { body } = await get('/errors');
  const linked = [...body.matchAll(/<li><a href="https:\/\/hub\.example\/trial\/errors\/([a-z-]+)">/g)].map(
    (m) => m[1],
  );
  expect(linked.sort()).toEqual(codes.toSorted());
});

test('what is only a warning is not shown as a refusal, and what can be both says so', async () => {
  const list = (await get('/errors')).body;
  expect(list).toMatch(/<code>joined<\/code><\/a> 200:/);
  for (const code of ['joined', 'somebody-else']) {
    const { body } = await get(`/errors/${code}`);
    expect(body).toContain(`<h1>${code} (200)</h1>`);
    // A name of a style sheet may hold any digits.
    expect(body.slice(body.indexOf('<main'))).not.toContain('409');
  }
  const missing = (await get('/errors/missing-element')).body;
  expect(missing).toContain('<dd>422; 200 or 201 with');
  expect(missing).toContain('<td><code>Patient.birthDate</code></td><td>taken, with a warning</td>');
});

test('a page may be kept, and its policy names its own style and nothing else', async () => {
  const answer = await get('/errors/duplicate', 'application/json');
  expect(header(answer, 'content-type')).toBe('text/html; charset=utf-8');
  expect(header(answer, 'cache-control')).toBe('public, max-age=3600');
  expect(header(answer, 'content-security-policy')).toBe(
    `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
});

test.each(['/errors/nothing', '/errors/__proto__', '/errors/%3Cscript%3E', '/errors/%E0%A4%A'])(
  'there is no page at %s, and what was asked for is not repeated',
  async (path) => {
    const answer = await get(path);
    expect([answer.statusCode, header(answer, 'cache-control')]).toEqual([404, 'no-store']);
    expect(answer.body).toContain('<h1>Page not found</h1>');
    expect(answer.body).not.toMatch(/nothing|proto|script/i);
  },
);

test('what is put into a page is text, whatever it holds', () => {
  expect(html`<p title="${'"><b>'}">${['<i>', html`<em>${"'&"}</em>`]}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;<em>&#39;&amp;</em></p>',
  );
});

test('JSON is laid out as itself', () => {
  const value = { a: [1, { b: 'x'.repeat(90) }], c: {}, d: [], e: null, f: 'ä"' };
  expect(JSON.parse(laidOut(value))).toEqual(value);
  expect(laidOut({ system: 'phone', value: undefined })).toBe('{ "system": "phone" }');
});
