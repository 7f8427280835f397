import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day, id } from '../../unit/views/made-referral.ts';
import { adaHerself, companionAsked, companionHubs, place } from '../companion-links.ts';
import { openSite, type Site } from './site.ts';
import type { Visitor } from './windows.ts';

/** What a champion or buddy sees and taps, in each state of what they were asked. */

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.stop());

const asking = companionHubs();
const main = ({ page }: Visitor) => page.locator('main').textContent();

/** The page of their link. After a tap all that follows of it is sent. */
const opened = async () => {
  const asked = await asking(companionAsked(), {}, site.origin);
  site.serves(asked.pages.ask);
  const visitor = await site.visitor();
  const { page } = visitor;
  const open = () => page.goto(`${site.origin}${asked.path}`);
  const taps = async (name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click();
    await asked.one.project(id);
    await asked.one.deliver();
  };
  await open();
  return { ...asked, visitor, page, open, taps, judge: (name: string) => site.judge(visitor, name) };
};

describe('whoever was asked to go along', () => {
  test('says yes by the keyboard alone, sees whom and where from the day before, and says afterwards that they met', async () => {
    const { page, open, taps, judge, at, visitor } = await opened();
    await judge('companion-asked');
    for (let n = 0; n < 20; n += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').textContent())?.trim() === 'Yes, I can') break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you: you are going along' }).waitFor();
    expect(await main(visitor)).not.toMatch(/Gwen|library/);
    await judge('companion-goes');
    await at(day(24, 10));
    await open();
    expect(await main(visitor)).toContain(place);
    await judge('companion-near');
    await at(day(25, 11));
    await open();
    expect(await page.locator('h1').textContent()).toBe('Did you meet?');
    await judge('companion-after');
    await taps('Yes, we met');
    expect(await page.locator('h1').textContent()).toBe('Thank you for going along');
    await judge('companion-met');
    await at(day(60));
    await open();
    await judge('companion-over');
    await visitor.context.close();
  });

  test('says no', async () => {
    const { taps, judge, visitor } = await opened();
    await taps('No, I cannot');
    expect(await main(visitor)).toContain('Somebody else is asked.');
    await judge('companion-no');
    await visitor.context.close();
  });

  test('says that they cannot after all', async () => {
    const { taps, judge, visitor } = await opened();
    await taps('Yes, I can');
    await taps('I cannot come after all');
    expect(await main(visitor)).toContain('Nothing more is asked of you for this meeting.');
    await judge('companion-cannot');
    await visitor.context.close();
  });

  test('says that they did not meet', async () => {
    const { taps, judge, at, open, visitor } = await opened();
    await taps('Yes, I can');
    await at(day(25, 11));
    await open();
    await taps('No, we did not meet');
    expect(await main(visitor)).toContain('Somebody speaks to the person.');
    await judge('companion-did-not-meet');
    await visitor.context.close();
  });

  test('is told that a tap came too late, and that nothing was changed', async () => {
    const { taps, tap, judge, visitor } = await opened();
    await tap('no');
    await taps('Yes, I can');
    expect(await main(visitor)).toContain('Nothing was changed.');
    await judge('companion-too-late');
    await visitor.context.close();
  });

  test('is told whom to ring where they are not cleared any more', async () => {
    const { one, open, page, judge, visitor } = await opened();
    one.change('champion-ada', { ...adaHerself, companion: { clearedFor: [] } });
    await open();
    expect(await page.getByRole('button').count()).toBe(0);
    await judge('companion-ring');
    await visitor.context.close();
  });

  test('says in two taps that they no longer do this', async () => {
    const { page, judge, visitor } = await opened();
    await page.getByRole('link', { name: 'I no longer do this' }).click();
    expect(await main(visitor)).toContain('Back to the page');
    await judge('companion-stopping');
    await page.getByRole('button', { name: 'I no longer do this' }).click();
    expect(await main(visitor)).toMatch(/Nothing more comes to you\.[\s\S]*01632/);
    await judge('companion-stopped');
    await visitor.context.close();
  });
});
