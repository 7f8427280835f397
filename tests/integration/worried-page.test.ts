import { expect, test } from 'vitest';
import { booked, id } from '../unit/views/made-referral.ts';
import { jo } from './group-links.ts';
import { ownPages } from './own-pages.ts';
import { recipientsOfFile } from './recipients.ts';
import { wayOut } from './way-out.ts';

const { store } = recipientsOfFile();
const oneDay = 86_400;

test('a person’s own page leads to the form of the worried, neutral as itself, with the reference for them to take away, and no name', async () => {
  const changes = { 'walking-group': { organiser: jo, name: 'Walking group' } };
  const hub = wayOut(store(), { recipients: [], changes });
  hub.later(-15 * oneDay);
  await hub.told(booked());
  const pages = ownPages(hub);
  const link = (await pages.link()) ?? '';
  expect((await pages.get(link)).body).toContain(`${link}/worried"`);
  const page = await pages.get(`${link}/worried`);
  expect(page.statusCode, page.body).toBe(200);
  expect(page.body).toContain('<title>Your plan – Handover</title>');
  expect(page.body.indexOf('Leave this page')).toBeGreaterThan(0);
  expect(page.body.indexOf('Leave this page')).toBeLessThan(page.body.indexOf('<h1>'));
  expect(page.body.indexOf('tel:999')).toBeLessThan(page.body.indexOf('<form'));
  const { patient, reference } = (await hub.ledger.load(id))?.referral ?? {};
  expect(page.body).toMatch(new RegExp(`name="reference"[^>]* value="${reference}"`));
  expect(page.body).not.toContain(patient?.name?.[0]?.family);
  // In another language the way there is said to be English, and still leads there.
  const welsh = (await pages.get(`${link}?lang=cy`)).body;
  expect(welsh).toMatch(new RegExp(`lang="en" hreflang="en" href="[^"]*${link}/worried[?]lang=cy-GB"`));
});
