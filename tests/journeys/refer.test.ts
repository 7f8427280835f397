import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { answeredAt } from '../../functions/domain/request/answers-to.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import { countSignposts } from '../../functions/ledger/signposts.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { referenceRows } from '../../functions/views/reference-rows.ts';
import { writingOf } from '../../functions/web/practice/acts.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { outputOf } from '../../infra/operator/connection.ts';
import { openPages, type Pages, type Visitor } from './browser.ts';

let pages: Pages;
let client: DynamoDBClient;
beforeAll(async () => {
  pages = await openPages();
  client = new DynamoDBClient(pages.hub.dynamodb);
}, 180_000);
afterAll(async () => {
  client.destroy();
  await pages.stop();
});

const hell = `Zoë-ʻŌlelani <b>"O'Neill"</b> 👩‍👩‍👧 عائشة &amp; ={1}`;
const heading = ({ page }: Visitor): Promise<string | null> => page.locator('h1').textContent();
const at = async (visitor: Visitor, path: string): Promise<number | undefined> =>
  (await visitor.page.goto(`${pages.hub.url}${path}`))?.status();
const signedIn = async (name: string, path: string): Promise<Visitor> => {
  const visitor = await pages.visitor();
  await at(visitor, path);
  await visitor.page.getByRole('button', { name: 'Sign in' }).click();
  await visitor.page.getByRole('button', { name }).click();
  expect(visitor.page.url()).toBe(`${pages.hub.url}${path}`);
  return visitor;
};
const referenceOn = async ({ page }: Visitor): Promise<string> =>
  /HO-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? '';

/** What the service writes to whoever asked, with its own software. */
const asTheService = async (referral: string, text: string): Promise<void> => {
  const ledger = dynamoLedger({ client, table: outputOf(pages.hub, 'LedgerTable') });
  const ports = { ledger, clock: () => new Date().toISOString(), pause: async () => undefined };
  const action = (state: Parameters<typeof writingOf>[0]): { ok: true; value: Action } => ({
    ok: true,
    value: writingOf(state, { kind: 'question', by: 'Ada Martin', text }),
  });
  const request = { id: randomUUID(), correlation: randomUUID(), bodyHash: 'x' };
  const actor = { client: 'wellbeing-service', organisation: 'CWS01' };
  expect(await actOnReferral(ports)({ referral, actor, request, action })).toMatchObject({ ok: true });
};

let reference = '';
let referral = '';

test('a first use by the keyboard alone: problems at their fields, nothing lost, and a reference within 15 answers', async () => {
  const visitor = await signedIn('Priya Shah', '/staff/refer');
  const { page } = visitor;
  await pages.judge(visitor, 'refer');
  /** What somebody does: each key stroke of an answer, each field that it is written into. */
  let steps = 0;
  const type = async (label: string, text: string): Promise<void> => {
    await page.getByLabel(label).focus();
    await page.keyboard.insertText(text);
    steps += 1;
  };
  const choose = async (label: string): Promise<void> => {
    await page.getByLabel(label).focus();
    await page.keyboard.press('Space');
    expect(await page.getByLabel(label).isChecked(), label).toBe(true);
    steps += 1;
  };
  await type('First name', hell);
  await type('Date of birth', '31 2 1951');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  const problems = await page.locator('.nhsuk-error-summary a').allTextContents();
  expect(problems.map((one) => one.trim())).toEqual([
    'Enter a date such as 2 6 1951, or the year, or leave it empty',
    'Enter a telephone number, or say that there is no safe one',
    'Say whether we may ring',
    'Write a few words',
    'Choose the main reason',
    'Say whether there is a risk, or that none are known',
  ]);
  expect(await page.title()).toMatch(/^Error: /);
  await pages.judge(visitor, 'refer-problems');
  expect(await page.getByLabel('First name').inputValue()).toBe(hell);
  await page.getByLabel('Date of birth').fill('2 June 1951');
  await type('Last name', 'Underwood');
  await type('Telephone number', '01632 960001');
  await choose('Yes, it is safe');
  await type('3. What matters to them?', 'I would like company. ودیدن دوستان');
  await choose('Feeling lonely');
  await choose('No risks are known');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  steps += 1;
  expect(await heading(visitor)).toBe('The service has it');
  // With half a minute to read 170 words, and five seconds for a tap or a field, that is well under two minutes.
  expect(steps).toBeLessThanOrEqual(10);
  await pages.judge(visitor, 'refer-sent');
  reference = await referenceOn(visitor);
  referral = /sent\/([0-9a-z]{26})/.exec(page.url())?.[1] ?? '';
  expect(await page.locator('main').textContent()).toMatch(
    /Community Wellbeing Service looks at it by \w+ \d+ \w+ \d{4}/,
  );
  // What happens next is asked of nobody else's.
  const stranger = await signedIn('Colin Reed', '/staff/referrals');
  expect(await at(stranger, `/staff/refer/sent/${referral}`)).toBe(404);
  expect(await at(stranger, `/staff/referrals/${reference}`)).toBe(404);
  await stranger.context.close();
  await visitor.context.close();
});

test('the practice sees its own people, answers a question, and says that it read a message', async () => {
  await asTheService(referral, 'May we ring on a Monday?');
  const visitor = await signedIn('Priya Shah', '/staff/referrals');
  const { page } = visitor;
  await eventually('it stands on the list', async () => {
    await page.goto(`${pages.hub.url}/staff/referrals`);
    return (await page.locator('.app-people').count()) > 0 || undefined;
  });
  await pages.judge(visitor, 'practice-list');
  expect(await page.locator('.app-people li').allTextContents()).toEqual([
    expect.stringContaining(`${hell} Underwood`),
  ]);
  await page.getByRole('link', { name: 'Underwood' }).click();
  expect(page.url()).toBe(`${pages.hub.url}/staff/referrals/${reference}`);
  expect(await page.locator('main').textContent()).toContain('May we ring on a Monday?');
  await pages.judge(visitor, 'practice-one');
  await page.getByLabel('Your answer').fill('Yes. <b>');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  expect(await page.locator('.nhsuk-error-message').textContent()).toContain('without the signs');
  expect(await page.getByLabel('Your answer').inputValue()).toBe('Yes. <b>');
  await page.getByLabel('Your answer').fill('Yes, she is at home.');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  expect(await page.locator('main').textContent()).toMatch(/Sent\.[\s\S]*An answer: Priya Shah, from here/);
  expect(await page.getByLabel('Your answer').count()).toBe(0);
  await page.getByLabel('Write to the service').fill('She wants to end my life');
  await page.getByLabel('a note: for the service to know').check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  expect(await page.locator('main').textContent()).toContain('words of danger');
  await pages.judge(visitor, 'practice-written');
  await visitor.context.close();
});

test('a connector asks and sees by the reference, and finds no list and nothing to close', async () => {
  const visitor = await signedIn('Ruth Kelly', '/staff/referrals');
  const { page } = visitor;
  expect(await page.locator('main').textContent()).toMatch(/at a time: type the [^.]*\.\s*Find by reference[^.]*$/);
  await page.getByLabel('Find by reference').fill(reference.replaceAll('-', ' ').toLowerCase());
  await page.getByRole('button', { name: 'Find' }).click();
  expect(await page.locator('dl').textContent()).toContain('The service has it and has not answered yet');
  await pages.judge(visitor, 'practice-connector');
  expect(await at(visitor, '/staff/overdue')).toBe(403);
  expect(await at(visitor, '/staff/refer')).toBe(200);
  const before = new Date().toISOString().slice(0, 10);
  await page.getByRole('button', { name: 'We talked about it, no call is wanted' }).click();
  expect(await heading(visitor)).toBe('Thank you, it is counted');
  await pages.judge(visitor, 'refer-told');
  const count = countSignposts({ client, table: outputOf(pages.hub, 'LedgerTable') });
  expect(await count('L99901', before, '9999')).toBe(1);
  expect(await count('L99903', before, '9999')).toBe(0);
  await visitor.context.close();
});

test('a council officer gets a receipt: the reference, and nothing of how it goes', async () => {
  const visitor = await signedIn('Olive Grant', '/staff/refer');
  const { page } = visitor;
  await page.getByLabel('First name').fill('Bert');
  await page.getByLabel('No, there is no safe number').check();
  await page.getByLabel('When, how, or through whom').fill('At the day centre, Tuesdays');
  await page.getByLabel('3. What matters to them?').fill('A warm room');
  await page.getByLabel('Money, housing or work').check();
  await page.getByLabel('Somebody may be harming or neglecting them').check();
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await page.locator('main').textContent()).toContain('reads the risks by');
  const its = await referenceOn(visitor);
  await eventually('it is found', async () => (await at(visitor, `/staff/referrals/${its}`)) === 200 || undefined);
  expect(await page.locator('dl').textContent()).toMatch(/Somebody[\s\S]*only if the person agrees/);
  await pages.judge(visitor, 'practice-receipt');
  await visitor.context.close();
});

test('the coordinator writes down a call with the same page', async () => {
  const visitor = await signedIn('Ada Martin', '/staff/refer');
  const { page } = visitor;
  await pages.judge(visitor, 'refer-call');
  await page.getByLabel('A friend, relative or carer').check();
  await page.getByLabel('Name of who is ringing').fill('Nell Underwood');
  await page.getByLabel('First name').fill('Joan');
  await page.getByLabel('Telephone number', { exact: true }).fill('01632 960002');
  await page.getByLabel('I do not know: ring with care').check();
  await page.getByLabel('3. What matters to them?').fill('Seeing the sea');
  await page.getByLabel('Something else').check();
  await page.getByLabel('No risks are known').check();
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await heading(visitor)).toBe('The service has it');
  await visitor.context.close();
});

test('from a poster: whom to ring comes first, a person asks for themself without an account, and the service checks it by a day', async () => {
  const visitor = await pages.visitor();
  const { page } = visitor;
  for (const none of ['L99999', 'CWS01']) expect(await at(visitor, `/refer/${none}`), none).toBe(404);
  expect(await at(visitor, '/refer/L99901')).toBe(200);
  const text = (await page.locator('main').textContent()) ?? '';
  expect(text.indexOf('999')).toBeLessThan(text.indexOf('I ask for myself'));
  await pages.judge(visitor, 'poster-start');
  await page.getByRole('button', { name: 'I ask for myself' }).click();
  await pages.judge(visitor, 'poster-me');
  await page.getByLabel('First name').fill(hell);
  await page.getByLabel('Telephone number').fill('01632 960003');
  await page.getByLabel('Yes, it is safe').check();
  await page.getByLabel('3. What matters to you?').fill('To get out again');
  await page.getByLabel('Being more active').check();
  await page.getByLabel('I am safe').check();
  await page.getByLabel('Churchdown Surgery may be told').check();
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await heading(visitor)).toBe('Thank you. The service has it');
  await pages.judge(visitor, 'poster-sent');
  const its = await referenceOn(visitor);
  const [id = ''] = await eventually('its reference leads to it', async () => {
    const found = await referenceRows({ client, table: outputOf(pages.hub, 'ViewsTable') }).find(its);
    return found.length > 0 ? found : undefined;
  });
  const made = (await dynamoLedger({ client, table: outputOf(pages.hub, 'LedgerTable') }).load(id))?.referral;
  if (!made) throw new Error('It is not in the ledger');
  expect(made).toMatchObject({ task: { status: 'draft' }, patient: { name: [{ given: [hell] }] } });
  expect(obligations(made)).toMatchObject([{ who: 'CWS01', what: 'review' }]);
  expect(answeredAt(made.task)).toBe('L99901');
  // Nobody who asked has an account, and the practice sees nothing before a person has checked it.
  const practice = await signedIn('Priya Shah', '/staff/referrals');
  expect(await at(practice, `/staff/referrals/${its}`)).toBe(404);
  expect(await at(practice, '/staff/poster')).toBe(200);
  await pages.judge(practice, 'poster-print');
  await practice.context.close();
  // A link worker finds it and puts it on the list.
  const desk = await signedIn('Ada Martin', `/staff/people/${its}`);
  await desk.page.getByRole('button', { name: 'It is right: put it on our list' }).click();
  await desk.page.getByRole('button', { name: 'Confirm' }).click();
  expect(await desk.page.locator('main').textContent()).toContain('asked, not answered yet');
  await desk.context.close();
  await at(visitor, '/refer/L99901/somebody');
  await page.getByRole('button', { name: 'Send' }).click();
  await pages.judge(visitor, 'poster-somebody-problems');
  await visitor.context.close();
});
