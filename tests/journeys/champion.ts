import { expect } from 'vitest';
import type { Pages } from './browser.ts';
import { visit } from './link-visits.ts';

/** Whoever was asked to go along opens their link, says yes, and sees what there is to see the day before. */
export const goesAlong = async (pages: Pages, link: string): Promise<void> => {
  const visitor = await pages.visitor();
  const { page } = visitor;
  await visit(visitor, link);
  expect(await page.locator('h1').textContent()).toBe('Can you go along with somebody?');
  expect(await page.content()).not.toMatch(/Mair|Huws|library/);
  for (const tap of await page.locator('main a, main button').all())
    expect((await tap.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await pages.judge(visitor, 'companion-asked');
  await page.getByRole('button', { name: 'Yes, I can' }).click();
  await page.waitForLoadState();
  expect(await page.locator('main').textContent()).toMatch(/Mair[\s\S]*The library, by the door/);
  expect(await page.content()).not.toContain('Huws');
  expect(await page.getByRole('button').allTextContents()).toEqual([
    expect.stringContaining('I cannot come after all'),
  ]);
  await pages.judge(visitor, 'companion-near');
  await visitor.context.close();
};
