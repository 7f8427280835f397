import { expect } from 'vitest';
import type { Pages, Visitor } from './browser.ts';
import { visit } from './link-visits.ts';

/** As a spreadsheet saves it: the table of a session, with an answer in every line. */
const filled = async ({ page, context }: Visitor, answer: string): Promise<Buffer> => {
  const address = await page.getByRole('link', { name: 'Fetch the table' }).getAttribute('href');
  const table = await (await context.request.get(address ?? '')).text();
  return Buffer.from(table.replaceAll(',\r\n', `,${answer}\r\n`));
};

const choose = async (visitor: Visitor, buffer: Buffer): Promise<void> => {
  await visitor.page.locator('input[type=file]').setInputFiles({ name: 'who came.csv', mimeType: 'text/csv', buffer });
};

const tapsAreLarge = async ({ page }: Visitor): Promise<void> => {
  // What stands before its style sheet has come is as high as its letters.
  await page.waitForLoadState();
  for (const tap of await page.locator('main button, main input[type=file]').all())
    expect((await tap.boundingBox())?.height).toBeGreaterThanOrEqual(44);
};

/** A group sends its table as a file: what is wrong stands by its line, the rest is saved. No answer is typed on the page. */
export const sendsTable = async (pages: Pages, link: string): Promise<void> => {
  const visitor = await pages.visitor();
  const { page } = visitor;
  await visit(visitor, link);
  await page.getByRole('link', { name: 'Answer from a table' }).click();
  await page.getByText('at most 7 kilobytes').waitFor();
  await tapsAreLarge(visitor);
  await pages.judge(visitor, 'table');
  await choose(visitor, await filled(visitor, '=1+1'));
  await page.getByRole('button', { name: 'Send the file' }).click();
  await page.getByText('Line 2: a cell begins with =').first().waitFor();
  await pages.judge(visitor, 'table-faults');
  await choose(visitor, await filled(visitor, 'did not come'));
  await page.getByRole('button', { name: 'Send the file' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 answer is saved.').waitFor();
  await visitor.context.close();
};

/** The link worker opens the same session by the name of its link, and puts right what stands there: three taps from the page. */
export const putRightAtTheDesk = async (pages: Pages, link: string): Promise<void> => {
  const visitor = await pages.visitor();
  const { page } = visitor;
  let bytes = 0;
  await pages.signIn(visitor, 'Ada Martin');
  await page.waitForURL(/\/staff$/);
  page.on('response', async (response) => {
    bytes += (await response.body().catch(() => Buffer.alloc(0))).length;
  });
  await visit(visitor, `${pages.hub.url}/staff/sessions/${/\/l\/(\w{13})/.exec(link)?.[1]}`);
  expect(bytes).toBeLessThan(50_000);
  expect(await page.locator('h1').textContent()).toBe('One session');
  expect(await page.locator('main').textContent()).toContain('Saved: Did not come');
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
  await tapsAreLarge(visitor);
  await pages.judge(visitor, 'session-desk');
  await page.locator('input[type=radio][value=came]').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Save what the paper says' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 answer is saved.').waitFor();
  expect(await page.locator('main').textContent()).toContain('Saved: Came');
  await pages.judge(visitor, 'session-desk-saved');
  await choose(visitor, await filled(visitor, 'did not come'));
  await page.getByRole('button', { name: 'Send the file' }).click();
  await page.getByText('1 answer is saved.').waitFor();
  await page.goto(`${page.url().split('?')[0]}/print`);
  await pages.judge(visitor, 'session-print');
  await visitor.context.close();
};
