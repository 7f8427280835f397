import { expect } from 'vitest';
import { demoServices } from '../../infra/local/demo/directory/services.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import type { Pages, Visitor } from './browser.ts';
import { callerAs } from './caller.ts';

/** What people do who have a link and no account, and what others see of it meanwhile. */

/** The newest message with a link that says this. */
export const messageIn = ({ notify }: Pages, says: string) =>
  eventually(`a message says ${says}`, async () => notify.outbox().findLast(({ body }) => body.includes(says)), 60_000);
export const linkIn = (text: string): string => /(http\S+\/l\/[0-9a-z]+)$/m.exec(text)?.[1] ?? '';

/** Told to come again (503), as where the store is slow to answer, it is asked again. */
export const visit = ({ page }: Visitor, address: string): Promise<number> =>
  eventually('the page answers', async () => {
    const status = (await page.goto(address))?.status() ?? 0;
    return status === 503 ? undefined : status;
  });

/** Whether a link worker's software is offered the walking group now, and with what is known of its room. */
export const offeredIn = async ({ hub, data }: Pages): Promise<string | undefined> => {
  const ask = await callerAs({ url: hub.url, data }, 'wellbeing-service', 'CWS01');
  const { status, text } = await ask({
    method: 'GET',
    path: '/FHIR/R4/HealthcareService?service-type=walking&from=GL3',
  });
  expect(status, text).toBe(200);
  const { entry = [] } = JSON.parse(text);
  const found = entry.find((one: object) => JSON.stringify(one).includes(`"d.${demoServices[0]?.id}"`));
  return found && JSON.stringify(found);
};

/** Words that somebody reads before they can answer. */
export const wordsBefore = async ({ page }: Visitor): Promise<number> => {
  const text = (await page.locator('body').textContent()) ?? '';
  return text
    .slice(0, text.indexOf('Came – '))
    .split(/\s+/)
    .filter((word) => /[\w\p{L}]/u.test(word)).length;
};
