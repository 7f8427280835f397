import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages, type Pages } from './browser.ts';
import { hellish, linkWorker, openUntil, referred } from './worklist.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await openPages();
}, 180_000);
afterAll(() => pages.stop());

test('a whole loop is worked from the pages alone', async () => {
  const reference = await referred(pages);
  const visitor = await linkWorker(pages, 'Ada Martin');
  const { page } = visitor;
  const person = () => page.goto(`${pages.hub.url}/staff/people/${reference}`);
  const confirm = () => page.getByRole('button', { name: 'Confirm' }).click();
  await openUntil(pages, visitor, '/staff/today', reference);
  expect(await page.locator('.app-card').first().textContent()).toContain('07700 900123');
  await pages.judge(visitor, 'today');
  await page.getByRole('button', { name: 'We spoke' }).click();
  expect(await page.getByRole('status').textContent()).toContain('you spoke');
  await person();
  await pages.judge(visitor, 'person-new');
  await page.getByRole('button', { name: 'Take this on' }).click();
  await pages.judge(visitor, 'accept');
  await confirm();
  expect(await page.locator('main').textContent()).toContain('Ada Martin');
  await pages.judge(visitor, 'person-taken');
  await visitor.context.close();
});

test('names from hell survive', async () => {
  const reference = await referred(pages, { name: { given: [hellish.given], family: hellish.family } });
  const visitor = await linkWorker(pages, 'Ada Martin');
  await openUntil(pages, visitor, `/staff/people/${reference}`, 'app-head');
  expect(await visitor.page.locator('.app-head h2').textContent()).toBe(`${hellish.given} ${hellish.family}`);
  await pages.judge(visitor, 'person-hell');
  await visitor.context.close();
});
