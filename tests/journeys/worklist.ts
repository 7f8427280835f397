import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { bearerToken } from '../../infra/local/demo/bearer-token.ts';
import { readDemoKey } from '../../infra/local/demo/keys.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { referenceOf, tasksOf } from '../../infra/local/demo/peer/fhir.ts';
import type { Pages, Visitor } from './browser.ts';
import { call, post } from './caller.ts';

/** Names from hell: each must be read as it was written, on every page. */
export const hellish = {
  given: `<b>Siân</b> O'Neill "&amp;" ${'x'.repeat(120)}`,
  family: 'الخطيب',
} as const;

interface Sends {
  readonly name?: object;
  readonly change?: (text: string) => string;
}

/** A practice sends the example referral; the reference that people read out. */
export const referred = async (
  { hub, data }: Pages,
  { name, change = (text) => text }: Sends = {},
): Promise<string> => {
  const key = await readDemoKey(data, 'churchdown-surgery');
  if (!key) throw new Error('No key of the practice');
  const { access_token } = await bearerToken(hub.url, 'churchdown-surgery', key);
  const file = new URL('../../contracts/examples/referral.json', import.meta.url);
  const bundle = JSON.parse(change(await readFile(file, 'utf8')));
  for (const { resource } of bundle.entry) {
    if (resource.resourceType === 'ServiceRequest') resource.identifier[0].value = crypto.randomUUID();
    if (resource.resourceType !== 'Patient') continue;
    delete resource.identifier;
    if (name) resource.name = [name];
  }
  const { status, body, text } = await call(hub, access_token, 'L99901', post(bundle));
  if (status !== 200) throw new Error(`${status} ${text}`);
  const [task] = tasksOf(body);
  return (task && referenceOf(task)) ?? '';
};

/** Opens a page until it shows what the hub has yet to project: an index lags a moment behind. */
export const openUntil = (pages: Pages, { page }: Visitor, path: string, text: string): Promise<true> =>
  eventually(
    `${path} shows ${text}`,
    async () => {
      await page.goto(`${pages.hub.url}${path}`);
      return (await page.content()).includes(text) || undefined;
    },
    60_000,
  );

/** What the README shows of a list: from its title to the last button of the first card, whatever stands on that. */
export const downToFirstCard = async (page: Visitor['page']) => {
  const { y, height } = (await page.locator('.app-card').first().boundingBox()) ?? { y: 0, height: 0 };
  return { x: 0, y: 130, width: 320, height: y + height - 110 };
};

/** A link worker at their desk. */
export const linkWorker = async (pages: Pages, name: string): Promise<Visitor> => {
  const visitor = await pages.visitor();
  await pages.signIn(visitor, name);
  await visitor.page.waitForURL(/\/staff/);
  return visitor;
};

/** By the keyboard alone, to something that has this name; it is as large as a thumb needs (issue 7: 44 px). */
export const pressByKeyboard = async ({ page }: Visitor, name: string): Promise<void> => {
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.textContent())?.trim() !== name) continue;
    expect((await focused.boundingBox())?.height, name).toBeGreaterThanOrEqual(44);
    await page.keyboard.press('Enter');
    return;
  }
  throw new Error(`The keyboard does not reach ${name}`);
};

/** What a form of the page would send, with what somebody chose. */
export const sentBy = async (page: Visitor['page'], form: string, chosen: Record<string, string>) => {
  const fields = await page.locator(`${form} input[type=hidden]`).all();
  const hidden = await Promise.all(
    fields.map(async (one) => [await one.getAttribute('name'), await one.getAttribute('value')] as const),
  );
  return { ...Object.fromEntries(hidden.map(([name, value]) => [name ?? '', value ?? ''])), ...chosen };
};
