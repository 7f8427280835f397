import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayIn, timeIn } from '../../functions/web/dates.ts';
import { openPages, type Pages } from './browser.ts';
import { downToFirstCard, hellish, linkWorker, openUntil, pressByKeyboard, referred, sentBy } from './worklist.ts';

const picture = fileURLToPath(new URL('pictures/today.png', import.meta.url));

let pages: Pages;
beforeAll(async () => {
  pages = await openPages();
}, 180_000);
afterAll(() => pages.stop());

test('a whole loop is worked from the pages alone', async () => {
  const reference = await referred(pages);
  const visitor = await linkWorker(pages, 'Ada Martin');
  const { page } = visitor;
  const main = () => page.locator('main').textContent();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
  const confirm = async () => {
    await press('Confirm');
    await page.waitForURL(/\?did=/);
  };
  await openUntil(pages, visitor, '/staff/today', reference);
  expect(await page.locator('.app-card').first().textContent()).toContain('07700 900123');
  await pages.judge(visitor, 'today');
  if (process.env.GOLDEN === 'write')
    await page.screenshot({ path: picture, clip: await downToFirstCard(page), fullPage: true });
  await press('We spoke');
  expect(await page.getByRole('status').textContent()).toContain('you spoke');

  await page.goto(`${pages.hub.url}/staff/people/${reference}`);
  await pages.judge(visitor, 'person-new');
  await press('Take this on');
  await pages.judge(visitor, 'accept');
  await confirm();
  expect(await main()).toContain('Whose it is: Ada Martin');

  await press('Ask a group to meet them');
  await pages.judge(visitor, 'find-group');
  await page.getByLabel('Search by name').fill('walking-group');
  await press('Search');
  await pages.judge(visitor, 'find-group-by-name');
  await page
    .getByRole('button', { name: /^Ask them/ })
    .first()
    .click();
  expect(await main()).toContain('Who is asked: ');
  await pages.judge(visitor, 'ask-chosen');
  await page.getByRole('link', { name: 'Choose another' }).click();
  await page.getByRole('link', { name: /^Ask without looking/ }).click();
  await pages.judge(visitor, 'ask');
  await press('Look at it before it is sent');
  expect(await page.locator('.nhsuk-error-summary').textContent()).toContain('Fill in “What they are asked for”');
  await page.getByLabel('Or another, by its code in the register').fill('walking-group');
  await page.getByLabel('What they are asked for').fill('Walking group');
  await page.getByLabel('What brings them, for this group').fill('Would like to walk in company again');
  await page.getByLabel('The person decided', { exact: true }).check();
  await page.getByLabel('Suitable in this setting', { exact: true }).check();
  await page.getByLabel('In company, in a public place, without children').check();
  await press('Look at it before it is sent');
  expect(await main()).toMatch(/What Tuesday Walking Group will see of them[\s\S]*Name: Nora/);
  await pages.judge(visitor, 'ask-preview');
  await confirm();
  expect(await main()).toMatch(/Tuesday Walking Group: Walking group[\s\S]*asked, not answered yet/);

  await press('Ask a group to meet them');
  await page.getByRole('link', { name: /^Ask without looking/ }).click();
  await page.getByLabel('A group that is not on Handover').check();
  await page.getByLabel('What they are asked for').fill('Knitting');
  await press('Look at it before it is sent');
  await page.waitForURL(/\?did=/);
  const knitting = page.locator('section.app-card').filter({ hasText: 'Knitting' });
  await knitting.getByRole('button', { name: 'Say that they have said yes' }).click();
  await confirm();
  await knitting.getByRole('button', { name: 'Name a meeting' }).click();
  const now = new Date().toISOString();
  await page.getByLabel('Day', { exact: true }).fill(dayIn(now));
  await page.getByLabel('From', { exact: true }).fill(timeIn(now) === '23:59' ? '23:58' : timeIn(now));
  await page.getByLabel('Until', { exact: true }).fill('23:59');
  await page.getByLabel('In person').check();
  await page.getByLabel('Where', { exact: true }).fill('Village hall');
  await pages.judge(visitor, 'meeting');
  await confirm();
  expect(await knitting.textContent()).toMatch(/Village hall[\s\S]*NOT READY[\s\S]*nobody sees to it yet/);
  await knitting.getByRole('button', { name: 'Arrange what they need' }).click();
  expect(await page.locator('#adaptation-by').inputValue()).toBe('Ada Martin');
  await pages.judge(visitor, 'arrange');
  await page.locator('#adaptation-3').check();
  await confirm();
  expect(await knitting.textContent()).toContain('Everything that they need is arranged.');
  await pages.judge(visitor, 'person-meeting');
  await knitting.getByRole('button', { name: 'Say whether they came' }).click();
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
  await page.getByLabel('Came', { exact: true }).check();
  await confirm();
  expect(await knitting.textContent()).toContain('Came');

  await press('Close it: say how it ended');
  expect(await main()).toMatch(/Before it can be closed\s*Something that a group was asked for is still open/);
  await pages.judge(visitor, 'close-early');
  await page.getByRole('link', { name: 'Back to their page' }).click();
  const walking = page.locator('section.app-card').filter({ hasText: 'Tuesday Walking Group' });
  await walking.getByText('More that you can do').click();
  await walking.getByRole('button', { name: 'Take the request back' }).click();
  await page.getByLabel('The person decided against support').check();
  await confirm();
  await press('Close it: say how it ended');
  await page.getByLabel('Connected to support and went to the first meeting').check();
  await confirm();
  expect(await main()).toContain('It is: done');
  await pages.judge(visitor, 'person-closed');
  await visitor.context.close();
});

test('names from hell survive', async () => {
  const reference = await referred(pages, { name: { given: [hellish.given], family: hellish.family } });
  const visitor = await linkWorker(pages, 'Ada Martin');
  await openUntil(pages, visitor, `/staff/people/${reference}`, 'app-head');
  expect(await visitor.page.locator('.app-head h2').textContent()).toBe(`${hellish.given} ${hellish.family}`);
  await pages.judge(visitor, 'person-hell');
  await openUntil(pages, visitor, '/staff/list?show=all', reference);
  await pages.judge(visitor, 'list');
  await visitor.context.close();
});

test('a page that is stale says what changed and loses nothing; a second tap is one act; the keyboard is enough', async () => {
  const reference = await referred(pages);
  const visitor = await linkWorker(pages, 'Ada Martin');
  const other = await linkWorker(pages, 'Moses Obi');
  const path = `/staff/people/${reference}`;
  const { page, context } = visitor;
  await openUntil(pages, visitor, path, 'app-head');
  // Twice the same form, as from a thumb that trembles.
  const form = await sentBy(page, '.app-taps', { came: 'no-answer' });
  const send = () =>
    context.request.post(`${pages.hub.url}${path}/contact`, {
      form,
      headers: { origin: pages.hub.url },
      maxRedirects: 0,
    });
  expect((await Promise.all([send(), send()])).map((answer) => answer.status())).toEqual([303, 303]);
  await page.goto(`${pages.hub.url}${path}`);
  expect(await page.getByText('Tried to reach the person').count()).toBe(1);

  await pressByKeyboard(visitor, 'Take this on');
  await page.waitForURL(/accept/);
  await pressByKeyboard(visitor, 'Confirm');
  await page.waitForURL(/did=take-on/);
  await page.goto(`${pages.hub.url}${path}/hold?about=t1`);
  await page.getByLabel('Why', { exact: true }).fill('She is with her sister until Sunday.');
  await page.getByLabel('Look at it again on').fill('2031-01-01');
  await other.page.goto(`${pages.hub.url}${path}/start?about=t1`);
  await other.page.getByRole('button', { name: 'Confirm' }).click();
  await other.page.waitForURL(/did=start/);
  await page.getByRole('button', { name: 'Confirm' }).click();
  expect(await page.getByRole('alert').first().textContent()).toMatch(
    /It changed[\s\S]*Moses Obi[\s\S]*Work is under way/,
  );
  expect(await page.getByLabel('Why', { exact: true }).inputValue()).toBe('She is with her sister until Sunday.');
  await pages.judge(visitor, 'stale');
  await page.getByRole('button', { name: 'Confirm' }).click();
  expect(await page.locator('#review-error').textContent()).toContain('within 20 working days');
  expect(await page.getByLabel('Why', { exact: true }).inputValue()).toBe('She is with her sister until Sunday.');
  await pages.judge(visitor, 'refused-at-the-field');
  await page.goto(`${pages.hub.url}${path}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.screenshot({ path: join(tmpdir(), 'handover-pages', 'person-wide.png') });
  await other.context.close();
  await context.close();
});

test('a manager sees what nobody has and where people wait, moves somebody to another local team, and hands a caseload over', async () => {
  const visitor = await linkWorker(pages, 'Moses Obi');
  const { page } = visitor;
  const reference = await referred(pages);
  await openUntil(pages, visitor, '/staff/list?show=all&team=tewkesbury', reference);
  await page.goto(`${pages.hub.url}/staff/people/${reference}/team?about=t1`);
  await page.getByLabel('Forest of Dean').check();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(/did=team/);
  expect(await page.locator('main').textContent()).toContain('Local team: Forest of Dean');
  await openUntil(pages, visitor, '/staff/list?show=all&team=forest', reference);
  await pages.judge(visitor, 'list-of-a-team');
  await page.goto(`${pages.hub.url}/staff/team`);
  await pages.judge(visitor, 'team');
  await page.getByRole('group', { name: 'Everything of' }).getByLabel('Ada Martin').check();
  await page.getByRole('group', { name: 'Becomes that of' }).getByLabel('Moses Obi').check();
  await page.getByRole('button', { name: 'Hand over a caseload' }).click();
  await page.waitForURL(/did=hand-over/);
  await openUntil(pages, visitor, '/staff/team', 'Ada Martin (nobody covers but a manager)</th><td>0</td>');
  const team = async (name: string, chosen: readonly (readonly [group: string, who: string])[], last?: string) => {
    const card = page.locator('section.app-card').filter({ has: page.getByRole('heading', { name, exact: true }) });
    for (const [group, who] of chosen)
      await card.getByRole('group', { name: group, exact: true }).getByLabel(who).check();
    if (last) await card.getByLabel('Last day').fill(last);
    await card.getByRole('button', { name, exact: true }).click();
  };
  await team('Write down when somebody is away', [['Who', 'Ada Martin']], '2020-01-01');
  expect(await page.locator('.nhsuk-error-summary').textContent()).toContain('It ends before it begins.');
  await page.goto(`${pages.hub.url}/staff/team`);
  await team('Write down when somebody is away', [['Who', 'Ada Martin']], dayIn(new Date().toISOString()));
  expect(await page.getByRole('status').textContent()).toContain('when they are away');
  await team('Somebody is there again', [['Who', 'Ada Martin']]);
  expect(await page.getByRole('status').textContent()).toContain('there again');
  await team('Say who covers for whom', [
    ['Who', 'Ada Martin'],
    ['Who covers for them', 'Moses Obi'],
  ]);
  expect(await page.getByRole('status').textContent()).toContain('who covers');
  expect(await page.locator('main').textContent()).toContain('Nobody has taken it on');
  await visitor.context.close();
  const ada = await linkWorker(pages, 'Ada Martin');
  expect((await ada.page.goto(`${pages.hub.url}/staff/team`))?.status()).toBe(403);
  await ada.context.close();
});

test('what somebody suggests shows once the council or a manager has decided, and they read why', async () => {
  const ada = await linkWorker(pages, 'Ada Martin');
  const suggest = `${pages.hub.url}/staff/suggest`;
  await ada.page.goto(suggest);
  await pages.judge(ada, 'suggest');
  await ada.page.getByLabel('There is nothing for this here').check();
  await ada.page.getByLabel('Where: the first half of a postcode').fill('somewhere');
  await ada.page.getByRole('button', { name: 'Send it' }).click();
  expect(await ada.page.locator('.nhsuk-error-summary').textContent()).toContain('first half of a postcode');
  await ada.page.getByLabel('Where: the first half of a postcode').fill('gl17');
  await ada.page.getByLabel('What you know of it').fill('Nobody teaches yoga on this side of the river.');
  await ada.page.getByLabel('Yoga and tai chi').check();
  await ada.page.getByRole('button', { name: 'Send it' }).click();
  await ada.page.waitForURL(/did=suggest/);
  expect(await ada.page.locator('main').textContent()).toMatch(/Yoga and tai chi, GL17[\s\S]*not decided yet/);
  expect((await ada.page.goto(`${pages.hub.url}/staff/suggestions`))?.status()).toBe(403);

  const moses = await linkWorker(pages, 'Moses Obi');
  await moses.page.goto(`${pages.hub.url}/staff/suggestions`);
  await pages.judge(moses, 'suggestions');
  await moses.page.getByRole('button', { name: 'Decline' }).click();
  expect(await moses.page.getByRole('alert').textContent()).toContain('Say why');
  await moses.page.getByLabel('Why, for whoever suggested it').fill('We ask the leisure centre.');
  await moses.page.getByRole('button', { name: 'Accept' }).click();
  await moses.page.waitForURL(/suggestions$/);
  await ada.page.goto(suggest);
  expect(await ada.page.locator('main').textContent()).toMatch(/are missing\s*: We ask the leisure centre\./);
  await ada.context.close();
  await moses.context.close();
});
