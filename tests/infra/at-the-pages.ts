import { expect } from 'vitest';
import { dynamoSessions } from '../../functions/identity/people/sessions.ts';
import { demoPeople } from '../../infra/local/demo/identity/people.ts';
import { storeOf } from './commands.ts';
import type { StartedHub } from './hub.ts';

const cookiesIn = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

const placeIn = (answer: Response): URL => new URL(answer.headers.get('location') ?? '');

/** Signs in with the demo's identity provider, as a browser is led. Answers what it keeps. */
export const signsIn = async (hub: StartedHub): Promise<string> => {
  const redirect = 'manual' as const;
  const begun = await fetch(`${hub.url}/sign-in/begin`, { redirect });
  const asked = placeIn(begun);
  const body = new URLSearchParams([...asked.searchParams, ['subject', demoPeople[0]?.subject ?? '']]);
  const chosen = await fetch(asked.origin + asked.pathname, { method: 'POST', redirect, body });
  const done = await fetch(placeIn(chosen), { redirect, headers: { cookie: cookiesIn(begun) } });
  expect(placeIn(done).pathname).toBe('/work');
  return cookiesIn(done);
};

/** Looks at what is overdue, and signs out with the form of that page. */
const looksAndLeaves = async (hub: StartedHub, cookie: string): Promise<void> => {
  const page = await fetch(`${hub.url}/work/overdue`, { headers: { cookie } });
  const shown = await page.text();
  expect([page.status, shown.includes('HO-')]).toEqual([200, true]);
  const marks = Object.fromEntries(
    [...shown.matchAll(/name="(token|request)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const left = await fetch(`${hub.url}/work/sign-out`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(marks) },
    headers: { cookie, origin: new URL(hub.url).origin },
  });
  expect(left.status).toBe(303);
  expect((await fetch(`${hub.url}/work`, { redirect: 'manual', headers: { cookie } })).status).not.toBe(200);
};

/** Somebody who signed in almost half an hour ago, in the hub's own time, which the provider does not know. */
export const atTheScreen = async (hub: StartedHub): Promise<void> => {
  const client = storeOf(hub);
  const sessions = dynamoSessions({ client, table: hub.outputs.ViewsTable ?? '' });
  const before = new Date((await hub.now()).getTime() - 25 * 60_000).toISOString();
  const id = await sessions.open({ subject: 'demo-ada', organisation: 'CWS01' }, before);
  client.destroy();
  await looksAndLeaves(hub, `__Host-session=${id}`);
};
