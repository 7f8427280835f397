import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPages, type Pages, type Visitor } from './browser.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await openPages();
}, 180_000);
afterAll(() => pages.stop());

const heading = ({ page }: Visitor): Promise<string | null> => page.locator('h1').textContent();

test('somebody at a practice tells the service about a person and holds a reference', async () => {
  const visitor = await pages.visitor();
  const { page } = visitor;
  await page.goto(`${pages.hub.url}/staff/refer`);
  expect(await heading(visitor)).toBe('You are not signed in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Priya Shah' }).click();
  expect(page.url()).toBe(`${pages.hub.url}/staff/refer`);
  await pages.judge(visitor, 'refer');
  await page.getByRole('button', { name: 'Send' }).click();
  await pages.judge(visitor, 'refer-empty');
  await page.getByLabel('First name').fill('Agnes');
  await page.getByLabel('Last name').fill("O'Neill");
  await page.getByLabel('Date of birth').fill('2 6 1951');
  await page.getByLabel('Telephone number').fill('01632 960001');
  await page.getByLabel('Yes, it is safe').check();
  await page.getByLabel('3. What matters to them?').fill('I would like company.');
  await page.getByLabel('Feeling lonely').check();
  await page.getByLabel('No risks are known').check();
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await heading(visitor)).toBe('The service has it');
  await pages.judge(visitor, 'refer-sent');
  await visitor.context.close();
});
