import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instantOf } from '../../../functions/domain/calendar.ts';
import type { CapacityFact } from '../../../functions/domain/directory/capacity.ts';
import { dayIn, instantFor } from '../../../functions/web/dates.ts';
import { conversation, coordinator, day, move, next, onwardTo, opened } from '../../unit/views/made-referral.ts';
import { asking } from '../asked-of-group.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, session } from '../group-hub.ts';
import { linkPages } from '../group-links.ts';
import { openSite, type Site } from './site.ts';
import type { Visitor } from './windows.ts';

/** What an organiser with a phone is asked before anybody comes, and what they tap: one person, room, four digits, the way out. */

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.stop());

const notifying = groupHubs();
const main = ({ page }: Visitor) => page.locator('main').textContent();
const heading = ({ page }: Visitor) => page.locator('h1').textContent();

/** The pages of a group's links, and what it has said of its room; `path` is opened. */
const opens = async (one: GroupHub, path: string) => {
  let fact: CapacityFact | undefined;
  const pages = linkPages(one, {
    origin: site.origin,
    room: async () => fact,
    said: async (said) => {
      const { organisation: of } = said;
      if (said.kind === 'full')
        fact = { of, state: 'full', saidAt: said.saidAt, ...(said.until ? { until: said.until } : {}) };
      if (said.kind === 'has-room') fact = undefined;
    },
  });
  site.serves(pages.ask);
  const visitor = await site.visitor();
  const open = () => visitor.page.goto(`${site.origin}${path}`);
  await open();
  const tap = (name: string) => visitor.page.getByRole('button', { name }).first().click();
  return { visitor, page: visitor.page, pages, open, tap, judge: (name: string) => site.judge(visitor, name) };
};

/** Gwen is asked for, and nothing was said yet. */
const asked = async () => {
  const one = await notifying();
  const accepted = next(opened({ patient: gwen }), coordinator, move('accepted'), day(1));
  const spoken = next(accepted, coordinator, conversation(), day(2));
  await one.told(next(spoken, coordinator, onwardTo('walking-group'), day(3)), idOf(0));
  await one.deliver(idOf(0));
  const path = linkIn(one.notify.outbox()[0]?.body);
  return { one, path, ...(await opens(one, path)) };
};

describe('a group that is asked for one person', () => {
  test('finds from its link the form by which to say that it is worried', async () => {
    const { visitor, page, judge } = await asked();
    await page.getByRole('link', { name: /Worried about somebody/ }).click();
    await judge('link-worried');
    expect(await page.locator('form').getAttribute('action')).toBe(
      `${site.origin}/safeguarding/form/link/walking-group`,
    );
    await visitor.context.close();
  });

  test('says yes by the keyboard, and names the day in four fields; what is wrong stands at its field', async () => {
    const { visitor, page, judge, one } = await asked();
    await judge('link-ask');
    for (let n = 0; n < 20; n += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').textContent())?.trim() === 'Yes, we can') break;
    }
    await page.keyboard.press('Enter');
    await page.getByText('You said yes.').waitFor();
    await judge('link-ask-meeting');
    await page.getByLabel('Day').fill('2020-01-01');
    await page.getByLabel('From').fill('10:00');
    await page.getByLabel('Until').fill('12:00');
    await page.getByLabel('Where to come to').fill('Village hall');
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await page.locator('.nhsuk-error-summary').textContent()).toContain('Enter a day from today on');
    expect(await page.getByLabel('Where to come to').inputValue()).toBe('Village hall');
    expect(await page.title()).toBe('Error: Thank you – Handover');
    await judge('link-ask-problems');
    await page.getByLabel('Day').fill(dayIn(day(25)));
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await main(visitor)).toContain('You are sent the list of who comes.');
    expect(await main(visitor)).toContain(`${instantFor(instantOf(dayIn(day(25)), '10:00'))}, Village hall`);
    await judge('link-ask-named');
    const [onward] = (await one.ledger.load(idOf(0)))?.referral.onward ?? [];
    expect(onward?.meetings[0]?.start).toBe(new Date(instantOf(dayIn(day(25)), '10:00')).toISOString());
    await visitor.context.close();
  });

  test.each([
    ['no, for a reason', 'Not the right group for this person', 'You said no.'],
    ['full until a day', 'Full until', 'You said no.'],
    ['pause us', 'Pause us', 'You said no.'],
  ])('says %s with one tap', async (what, tapped, thanks) => {
    const { visitor, tap, judge } = await asked();
    await tap(tapped);
    expect(await main(visitor)).toContain(thanks);
    await judge(what === 'pause us' ? 'link-ask-answered' : 'link-ask-no');
    await visitor.context.close();
  });

  test('is told that it was answered already, and finds no button', async () => {
    const { visitor, tap, judge, pages, path, page } = await asked();
    const form = await page.locator('form').first().locator('input[type=hidden]').all();
    const sent = await Promise.all(
      form.map(async (one) => [await one.getAttribute('name'), await one.getAttribute('value')]),
    );
    expect((await pages.post(path, { ...Object.fromEntries(sent), answer: 'too-complex' })).statusCode).toBe(303);
    await tap('Yes, we can');
    expect(await main(visitor)).toContain('Nothing was changed.');
    await judge('link-ask-too-late');
    await visitor.context.close();
  });
});

test('a group that is asked whether it has room, about nobody, says that it is full, and takes it back', async () => {
  const one = await notifying();
  await asking(one)({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
  const { visitor, page, tap, judge, open } = await opens(one, linkIn(one.notify.outbox()[0]?.body));
  expect(await main(visitor)).toContain('Nobody is waiting for your answer yet');
  await judge('link-room');
  await tap('Full until');
  expect(await main(visitor)).toContain('Saved: you are full');
  await judge('link-room-full');
  await page.getByRole('link', { name: 'Back' }).click();
  expect(await main(visitor)).toContain('that you are full');
  await tap('We have room again');
  expect(await main(visitor)).toContain('Saved: you have room');
  await judge('link-room-again');
  await open();
  expect(await main(visitor)).not.toContain('that you are full');
  await visitor.context.close();
});

test('the square on a printed list opens it with four digits, and with no others', async () => {
  const one = await notifying();
  const path = await session(one, [gwen]);
  const about = { organisation: 'walking-group', referral: idOf(0), meeting: `${idOf(0)}.a1` };
  await asking(one)({ kind: 'send-code', ...about });
  const code = /are (\d{4})\./.exec(one.notify.outbox().at(-1)?.body ?? '')?.[1] ?? '';
  const { visitor, page, judge } = await opens(one, `/l/code/${path.slice(3, 16)}`);
  await judge('link-code');
  await page.getByLabel('Four digits').fill(String((Number(code) + 1) % 10_000).padStart(4, '0'));
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'These digits open nothing.' }).waitFor();
  await judge('link-code-wrong');
  await page.getByLabel('Four digits').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Who came?' }).waitFor();
  one.later(32 * 86_400);
  await page.goto(`${site.origin}${path}`);
  expect(await heading(visitor)).toBe('This list is closed');
  await judge('register-over');
  await page.getByRole('link', { name: 'I no longer run this' }).click();
  await judge('link-stopping');
  await page.getByRole('button', { name: 'I no longer run this' }).click();
  expect(await main(visitor)).toContain('Nothing more comes to you.');
  await judge('link-stopped');
  await visitor.context.close();
});
