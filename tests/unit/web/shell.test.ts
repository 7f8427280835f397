import { describe, expect, test } from 'vitest';
import { generousQuotas } from '../../../contracts/areas/quotas.ts';
import { refuse } from '../../../functions/domain/result.ts';
import { api } from '../../../functions/http/api.ts';
import { limitsOf } from '../../../functions/http/caller-limits.ts';
import { assetRoutes, stylesHref } from '../../../functions/web/assets.ts';
import { frontRoutes } from '../../../functions/web/front-page.ts';
import { Html, html } from '../../../functions/web/html.ts';
import { pageLanguage } from '../../../functions/web/language.ts';
import { documentOf } from '../../../functions/web/page.ts';
import { component } from '../../../functions/web/shell/render.ts';
import { styles } from '../../../functions/web/shell/styles.generated.js';
import { usedStyles } from '../../../infra/build/used-styles.ts';
import { context, event, header } from '../http/event.ts';

const publicUrl = 'https://hub.example';
const page = { title: 'A page', publicUrl, main: html`<p>Here.</p>` };
const hell = `"><script>alert('x')</script>&amp;`;

describe('every page', () => {
  const text = documentOf(page);

  test('says its language and its title, and begins with a link past its top', () => {
    expect(text).toMatch(/^<!doctype html>\n<html lang="en-GB">/);
    expect(text).toContain('<title>A page – Handover</title>');
    expect(text.indexOf('href="#maincontent"')).toBeLessThan(text.indexOf('<header'));
    expect(text).toMatch(/<main [^>]*id="maincontent">\s*<h1>A page<\/h1>/);
  });

  test('holds no script, no style and nothing that another host serves', () => {
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|@import/i);
    const fetched = [...text.matchAll(/\s(?:src|href)="(https?:[^"]+)"/g)].map(([, address]) => address);
    expect(fetched).toEqual([stylesHref(publicUrl)]);
    expect(styles.text.match(/url\("?(?!data:|")[^)]*|@import|@font-face/g)).toBeNull();
  });

  test('weighs, with its styles, less than 50 kB', () => {
    expect(text.length + styles.text.length).toBeLessThan(50_000 - 3_000);
  });

  test('says in its title that something is wrong with what was sent', () => {
    const problems = component('error-summary', { titleText: 'There is a problem', errorList: [{ text: 'Enter it' }] });
    expect(documentOf({ ...page, problems })).toContain('<title>Error: A page – Handover</title>');
  });
});

test.each([
  ['a title', documentOf({ ...page, title: hell })],
  ['a way back', documentOf({ ...page, home: { href: hell, says: hell } })],
  ['a field', component('input', { id: hell, name: hell, label: { text: hell }, value: hell }).text],
  ['a long answer', component('textarea', { id: 'a', name: 'a', label: { text: hell }, value: hell }).text],
  ['a summary', component('summary-list', { rows: [{ key: { text: hell }, value: { text: hell } }] }).text],
  ['what is HTML already, with something in it', component('inset-text', { html: html`<b>${hell}</b>` }).text],
])('%s is text, whatever it holds', (_, made) => {
  expect(made).not.toContain('<script');
  expect(made).toContain('&lt;script&gt;');
});

test('only what was made as HTML stays HTML', () => {
  const rows = [{ key: { text: '<i>' }, value: { html: new Html('<b>bold</b>') } }];
  const made = component('summary-list', { rows }).text;
  expect(made).toContain('<b>bold</b>');
  expect(made).not.toContain('<i>');
});

test('the style sheet may be kept for ever at the address with its hash, and there is no other', async () => {
  const answer = api({
    ...{ limits: limitsOf(generousQuotas), routes: assetRoutes, language: pageLanguage(publicUrl) },
    clock: () => '2026-11-21T09:00:00.000Z',
    report: (error) => {
      throw error;
    },
  });
  const { pathname } = new URL(stylesHref(publicUrl));
  const found = await answer(event({ path: pathname }), context);
  expect(found.body).toBe(styles.text);
  expect(header(found, 'content-type')).toBe('text/css; charset=utf-8');
  expect(header(found, 'cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await answer(event({ path: '/assets/pages-0000000000000000.css' }), context)).statusCode).toBe(404);
});

test('of the styles those stay that pages can show', () => {
  const css = '.a,.b:not(.c,.d){x:y}@media print{.b{p:q}}@media screen{.a .b{r:s}.a{t:u}}h1{v:w}@charset "utf-8";';
  expect(usedStyles(css, new Set(['a']))).toBe('.a{x:y}@media screen{.a{t:u}}h1{v:w}@charset "utf-8";');
});

const front = api({
  ...{ limits: limitsOf(generousQuotas), routes: frontRoutes(publicUrl), language: pageLanguage(publicUrl) },
  clock: () => '2026-11-21T09:00:00.000Z',
  report: (error) => {
    throw error;
  },
});

test('the bare address says what this is and leads to what is there; its icon may be kept', async () => {
  const { body, statusCode } = await front(event({ path: '/' }), context);
  expect(statusCode).toBe(200);
  for (const path of ['/sign-in', '/safeguarding', '/figures', '/errors'])
    expect(body).toContain(`href="${publicUrl}${path}"`);
  const icon = await front(event({ path: '/favicon.ico' }), context);
  expect(header(icon, 'content-type')).toBe('image/svg+xml');
  expect(header(icon, 'cache-control')).toBe('public, max-age=604800');
});

test('where there is no page it says so in plain words, with the way to one', async () => {
  const { body, statusCode } = await front(event({ path: '/nothing' }), context);
  expect(statusCode).toBe(404);
  expect(body).toContain('There is no page at this address.');
  expect(body).toContain(`href="${publicUrl}/"`);
});

test('a page of another role says so in plain words', async () => {
  const closed = api({
    ...{ limits: limitsOf(generousQuotas), language: pageLanguage(publicUrl) },
    routes: [{ method: 'GET', path: '/closed', open: true, handle: () => refuse('role-may-not') }],
    clock: () => '2026-11-21T09:00:00.000Z',
    report: (error) => {
      throw error;
    },
  });
  const { body, statusCode } = await closed(event({ path: '/closed' }), context);
  expect(statusCode).toBe(403);
  expect(body).toContain('This page is for people with another role.');
});
