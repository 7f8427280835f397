import { afterAll, beforeAll, expect, test } from 'vitest';
import { booked, id } from '../../unit/views/made-referral.ts';
import { jo } from '../group-links.ts';
import { ownPages } from '../own-pages.ts';
import { recipientsOfFile } from '../recipients.ts';
import { openSite, type Site } from './site.ts';

/** What a person says on their own page, beside that they cannot come (journeys/group-link): two taps each, and no reason. */

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.stop());

const { hub } = recipientsOfFile();

/** Expected on day 8; the page as it is so many days before or after day 20. */
const opened = async (days: number) => {
  const one = hub({ changes: { 'walking-group': { organiser: jo, name: 'Walking group' } } });
  one.later(days * 86_400);
  await one.told(booked());
  const pages = ownPages(one, undefined, site.origin);
  site.serves(pages.ask);
  const visitor = await site.visitor();
  await visitor.page.goto(`${site.origin}${await pages.link()}`);
  const says = async () => {
    await one.project(id);
    return visitor.page.locator('main').textContent();
  };
  return { visitor, page: visitor.page, says };
};

test.each([
  ['this is not for them', -15, 'own-not-for-me', /not for me/i],
  ['they went', -11, 'own-went', /Did you go/],
] as const)('that %s is asked once more, and said with one tap', async (_, days, name, link) => {
  const { visitor, page, says } = await opened(days);
  await page.getByRole('link', { name: link }).first().click();
  await site.judge(visitor, name);
  await page.getByRole('button').first().click();
  expect(await says()).toContain('HO-');
  await visitor.context.close();
});

test('whoever is worried finds whom to ring, and who reads when, before the form and its button', async () => {
  const { visitor, page } = await opened(-15);
  await page.getByRole('link', { name: /Worried about somebody/ }).click();
  await site.judge(visitor, 'own-worried');
  const text = (await page.locator('main').textContent()) ?? '';
  expect(text.indexOf('999')).toBeLessThan(text.indexOf('Send it now'));
  expect(text.indexOf('About an adult')).toBeLessThan(text.indexOf('What you saw or heard'));
  await visitor.context.close();
});
