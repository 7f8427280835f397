import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensions } from '../../contracts/systems.ts';
import { outputOf } from '../../infra/operator/connection.ts';
import { openPages, type Pages, type Visitor } from './browser.ts';
import { roundTrip } from './round-trip.ts';
import { linkWorker, openUntil } from './worklist.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await openPages();
}, 180_000);
afterAll(() => pages.stop());

const heading = ({ page }: Visitor): Promise<string | null> => page.locator('h1').textContent();
const open = async (visitor: Visitor, path: string): Promise<number | undefined> =>
  (await visitor.page.goto(`${pages.hub.url}${path}`))?.status();

describe('whoever is not signed in', () => {
  test.each([
    ['/', 200, 'Handover', 'front'],
    ['/sign-in', 200, 'Sign in', 'sign-in'],
    ['/sign-in/out', 200, 'You have signed out', 'signed-out'],
    ['/staff', 401, 'You are not signed in', 'not-signed-in'],
    ['/staff/overdue', 401, 'You are not signed in', 'overdue-not-signed-in'],
    ['/sign-in/nothing', 404, 'Page not found', 'nowhere'],
    ['/figures', 200, 'Figures', 'figures'],
    ['/safeguarding', 200, 'Worried about somebody', 'safeguarding'],
    ['/errors', 200, 'Error codes', 'errors'],
    ['/errors/missing-element', 200, 'missing-element (422)', 'error-missing-element'],
    ['/errors/nothing', 404, 'Page not found', 'error-nothing'],
  ])('finds at %s a page that anybody can use: %i', async (path, status, title, name) => {
    const visitor = await pages.visitor();
    expect(await open(visitor, path)).toBe(status);
    expect(await heading(visitor)).toBe(title);
    await pages.judge(visitor, name);
    await visitor.context.close();
  });
});

test('somebody signs in with the keyboard alone, sees who they are here and what is overdue, and signs out for good', async () => {
  const visitor = await pages.visitor();
  const { page, context } = visitor;
  const press = async (name: string): Promise<void> => {
    for (let n = 0; n < 30; n += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      if ((await focused.textContent())?.trim() !== name) continue;
      const box = await focused.boundingBox();
      expect(box?.height, name).toBeGreaterThanOrEqual(44);
      await page.keyboard.press('Enter');
      return;
    }
    throw new Error(`The keyboard does not reach ${name}`);
  };
  await open(visitor, '/sign-in');
  await page.keyboard.press('Tab');
  expect((await page.locator(':focus').textContent())?.trim()).toBe('Skip to main content');
  await press('Sign in');
  await page.waitForURL(/authorize/);
  await page.getByRole('button', { name: 'Moses Obi' }).press('Enter');
  await page.waitForURL(`${pages.hub.url}/staff`);
  expect(await page.locator('dl').textContent()).toMatch(/Moses Obi[\s\S]*Community Wellbeing Service[\s\S]*manager/);
  await pages.judge(visitor, 'start');
  const [session, ...others] = await context.cookies(pages.hub.url);
  expect(session).toMatchObject({ name: '__Host-session', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(others).toEqual([]);
  await press('What is overdue');
  await page.waitForURL(/overdue/);
  expect(await heading(visitor)).toBe('What is overdue');
  await pages.judge(visitor, 'overdue');
  await press('Sign out');
  await page.waitForURL(/sign-in\/out/);
  expect(await context.cookies(pages.hub.url)).toEqual([]);
  // Whoever kept the cookie has nothing.
  if (session) await context.addCookies([session]);
  expect(await open(visitor, '/staff')).toBe(401);
  await context.close();
});

test('whoever is on no list gets a clear page and nothing else', async () => {
  const visitor = await pages.visitor();
  await pages.signIn(visitor, 'Sam Nowhere');
  expect(await heading(visitor)).toBe('Handover does not know you yet');
  await pages.judge(visitor, 'unknown');
  expect(await visitor.context.cookies(pages.hub.url)).toEqual([]);
  expect(await open(visitor, '/staff')).toBe(401);
  await visitor.context.close();
});

test('another site can neither sign somebody in nor send a form in their name', async () => {
  const visitor = await pages.visitor();
  const { page, context } = visitor;
  await pages.signIn(visitor, 'Ada Martin');
  await page.waitForURL(/\/staff$/);
  const token = await page.locator('input[name=token]').getAttribute('value');
  const request = await page.locator('input[name=request]').getAttribute('value');
  const send = async (origin: string, form: Record<string, string>): Promise<number> =>
    (
      await context.request.post(`${pages.hub.url}/staff/sign-out`, { form, headers: { origin }, maxRedirects: 0 })
    ).status();
  const right = { token: token ?? '', request: request ?? '' };
  expect(await send('https://elsewhere.example', right)).toBe(403);
  expect(await send(pages.hub.url, { ...right, token: 'x'.repeat(43) })).toBe(403);
  expect(await open(visitor, '/staff')).toBe(200);
  // A code that somebody else was given, in a window in which nobody began to sign in.
  const other = await pages.visitor();
  await open(other, '/sign-in/done?code=stolen&state=made-up');
  expect(await heading(other)).toBe('Sign in');
  expect(await send(pages.hub.url, right)).toBe(303);
  expect(await open(visitor, '/staff')).toBe(401);
  await other.context.close();
  await context.close();
});

test('a sign-in that is not the one that was begun is refused: another state, nonce or verifier', async () => {
  for (const part of [0, 1, 2]) {
    const visitor = await pages.visitor();
    const { page, context } = visitor;
    await open(visitor, '/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const [kept] = await context.cookies(pages.hub.url);
    if (!kept) throw new Error('Nothing was kept');
    const value = kept.value
      .split('.')
      .map((one, n) => (n === part ? 'x'.repeat(43) : one))
      .join('.');
    await context.addCookies([{ ...kept, value }]);
    await page.getByRole('button', { name: 'Priya Shah' }).click();
    expect(await heading(visitor), String(part)).toBe('You could not be signed in');
    expect(await context.cookies(pages.hub.url)).toEqual([]);
    await context.close();
  }
});

describe('somebody to whom nothing can be written goes the whole way round', () => {
  const name = (given: string) => ({ name: [{ use: 'official', family: 'Rowe', given: [given] }] });
  const safeContact = (...parts: readonly [string, string][]) => ({
    url: extensions.safeContact,
    extension: [...parts.map(([url, valueString]) => ({ url, valueString })), { url: 'naming', valueCode: 'yes' }],
  });
  const throughTheDayCentre = {
    ...{ ...name('Sol'), telecom: undefined, address: [{ use: 'temp', text: 'No fixed abode' }] },
    extension: [safeContact(['through', 'Rita at the day centre'], ['noChannel', 'Sleeps here and there'])],
  };
  const signs = {
    ...name('Dee'),
    telecom: [
      {
        ...{ system: 'phone', value: '07700 900777' },
        extension: [{ url: extensions.contactSafety, valueCode: 'safe' }],
      },
    ],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'bfi' }] }, preferred: true }],
    extension: [{ url: extensions.accessNeed, valueString: 'BSL interpreter' }],
  };
  const tomorrow = (): number => Date.now() + 26 * 3_600_000;
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await linkWorker(pages, 'Ada Martin');
  });
  afterAll(() => visitor.context.close());

  /** "They know", from the card of today alone. */
  const theyKnow = async (card: Locator, who: string): Promise<void> => {
    const { page } = visitor;
    await card.getByRole('button', { name: 'They know: say who was told' }).click();
    await page.getByLabel('With whom you spoke').fill(who);
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.waitForURL(/\?did=/);
  };
  /** The service closes it, and the practice reads at its own desk how it ended; nothing was written to the person. */
  const closed = async ({ act, reference }: Awaited<ReturnType<typeof roundTrip>>): Promise<void> => {
    const { page } = visitor;
    await act('Close it: say how it ended', () =>
      page.getByLabel('Connected to support and went to the first meeting').check(),
    );
    const practice = await pages.visitor();
    await pages.signIn(practice, 'Priya Shah');
    await openUntil(pages, practice, `/staff/referrals/${reference}`, 'No action for the practice.');
    await practice.context.close();
    expect(pages.notify.outbox()).toEqual([]);
  };

  test('no telephone and no address: told through the day centre, with a card for their own hand', async () => {
    const round = await roundTrip(pages, visitor, throughTheDayCentre);
    await round.asked();
    await round.named(tomorrow(), 'Market Cross');
    const told = await round.today('Tell them through whom they asked.');
    expect(told.text).toContain('There is no number that may be rung.');
    expect(told.text).toContain('Through whom: Rita at the day centre');
    expect(told.text).toMatch(/“You are expected at Tuesday Walking Group on .*, Market Cross\./);
    await pages.judge(visitor, 'today-through');
    await told.card.getByRole('link', { name: 'Print their card' }).click();
    expect(await visitor.page.locator('main').textContent()).toContain('Market Cross');
    await theyKnow((await round.today('Tell them through')).card, 'Rita at the day centre');
    // It begins now: they are told again, and a message that nobody passed on is nobody's secret.
    await round.moved(Date.now(), 'Town Hall steps');
    const moved = await round.today('has changed. It is now on');
    expect(moved.text).toContain('Town Hall steps');
    await theyKnow(moved.card, 'Rita at the day centre');
    await round.cameAndDone();
    await closed(round);
  });

  test('a Deaf person: told with an interpreter, who is arranged before the meeting is ready, and again when it moves', async () => {
    const { page } = visitor;
    const round = await roundTrip(pages, visitor, signs);
    expect(await round.asked()).toEqual(['BSL interpreter']);
    await round.named(tomorrow(), 'Market Cross');
    expect(await round.onPage()).toMatch(/NOT READY\s*An interpreter: nobody sees to it yet/);
    const arranged = () =>
      round.act('Arrange what they need for this meeting', async () => {
        await page.getByRole('group', { name: 'An interpreter' }).getByLabel('Arranged', { exact: true }).check();
      });
    await arranged();
    expect(await round.onPage()).toContain('Everything that they need is arranged.');
    const told = await round.today('Tell them with an interpreter, as they need one.');
    expect(told.text).toMatch(/“You are expected at Tuesday Walking Group on .*, Market Cross\./);
    await pages.judge(visitor, 'today-interpreter');
    await theyKnow(told.card, 'Dee Rowe');
    await round.moved(Date.now(), 'Market Cross');
    expect(await round.onPage()).toMatch(/NOT READY\s*An interpreter: Ada Martin/);
    await arranged();
    await theyKnow((await round.today('has changed. It is now on')).card, 'Dee Rowe');
    await round.cameAndDone();
    await closed(round);
  });
});

test('who looked at which page is on record, with the person', async () => {
  const client = new DynamoDBClient(pages.hub.dynamodb);
  const found: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: outputOf(pages.hub, 'AuditTable') }))
    found.push(...Items.map((item) => unmarshall(item)));
  client.destroy();
  const who = { client: 'pages', organisation: 'CWS01', person: 'moses.obi' };
  for (const by of ['GET /staff', 'GET /staff/overdue'])
    expect(found).toContainEqual(expect.objectContaining({ ...who, by, outcome: '200' }));
});
