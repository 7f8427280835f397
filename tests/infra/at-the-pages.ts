import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { dynamoSessions } from '../../functions/identity/people/sessions.ts';
import { dayIn } from '../../functions/web/dates.ts';
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
  expect(placeIn(done).pathname).toBe('/staff');
  return cookiesIn(done);
};

/** Looks at what is overdue, and signs out with the form of that page. */
const looksAndLeaves = async (hub: StartedHub, cookie: string): Promise<void> => {
  const page = await fetch(`${hub.url}/staff/overdue`, { headers: { cookie } });
  const shown = await page.text();
  expect([page.status, shown.includes('HO-')]).toEqual([200, true]);
  const marks = Object.fromEntries(
    [...shown.matchAll(/name="(token|request)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const left = await fetch(`${hub.url}/staff/sign-out`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(marks) },
    headers: { cookie, origin: new URL(hub.url).origin },
  });
  expect(left.status).toBe(303);
  expect((await fetch(`${hub.url}/staff`, { redirect: 'manual', headers: { cookie } })).status).not.toBe(200);
};

/** What a browser keeps of somebody who signed in almost half an hour ago, in the hub's own time, which the provider does not know. */
const session = async (hub: StartedHub, organisation: string, subject = 'demo-ada'): Promise<string> => {
  const client = storeOf(hub);
  const sessions = dynamoSessions({ client, table: hub.outputs.ViewsTable ?? '' });
  const before = new Date((await hub.now()).getTime() - 25 * 60_000).toISOString();
  const id = await sessions.open({ subject, organisation }, before);
  client.destroy();
  return `__Host-session=${id}`;
};

export const atTheScreen = async (hub: StartedHub): Promise<void> => {
  const cookie = await session(hub, 'CWS01');
  expect((await fetch(`${hub.url}/staff/today`, { headers: { cookie } })).status).toBe(200);
  await looksAndLeaves(hub, cookie);
};

/** A link worker looks at somebody who has no telephone, and prints their card. */
export const printsCard = async (hub: StartedHub, reference: string): Promise<void> => {
  const cookie = await session(hub, 'CWS01');
  for (const path of ['', '/paper/card']) {
    const page = await fetch(`${hub.url}/staff/people/${reference}${path}`, { headers: { cookie } });
    expect(page.status, path).toBe(200);
  }
};

const marksIn = (shown: string): Record<string, string> =>
  Object.fromEntries(
    [...shown.matchAll(/name="(token|request|made)" value="([^"]+)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

/** Sends a form of a page with the marks of its last form; where the browser is led then. */
const sends = async (
  hub: StartedHub,
  path: string,
  fields: Record<string, string>,
  cookie = '',
  to = path,
): Promise<URL> => {
  const shown = await (await fetch(`${hub.url}${path}`, { headers: { cookie } })).text();
  const sent = await fetch(`${hub.url}${to}`, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...marksIn(shown), ...fields }) },
    headers: { cookie, origin: new URL(hub.url).origin },
  });
  expect(sent.status, to).toBe(303);
  return placeIn(sent);
};

const answers = {
  ...{ first: 'Agnes', phone: '01632 960001', safe: 'safe', matters: 'Company', reason: 'loneliness' },
  'risk-none': 'yes',
};

/** A practice tells of somebody by its page, looks how it goes, and its poster is followed. */
export const practiceAtTheScreen = async (hub: StartedHub): Promise<void> => {
  const cookie = await session(hub, 'L99901', 'demo-priya');
  const see = async (path: string): Promise<string> => {
    const page = await fetch(`${hub.url}${path}`, { headers: { cookie } });
    expect(page.status, path).toBe(200);
    return page.text();
  };
  const { pathname, search } = await sends(
    hub,
    '/staff/refer',
    { ...answers, born: '2 6 1951', nhs: '9990548609' },
    cookie,
  );
  const [reference] = /HO-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await see(pathname + search)) ?? [];
  await sends(hub, '/staff/refer', {}, cookie, '/staff/refer/told');
  await hub.settled('its rows were written');
  expect(await see('/staff/referrals')).toContain(reference);
  await see(`/staff/referrals/${reference}`);
  // The link worker opens it, and is told of others of the same person; and says what is missing here.
  const worker = await session(hub, 'CWS01');
  expect((await fetch(`${hub.url}/staff/people/${reference}`, { headers: { cookie: worker } })).status).toBe(200);
  await sends(hub, '/staff/suggest', { what: 'gap', place: 'GL3', says: 'No yoga', need: 'yoga' }, worker);
  // Of three at least two are in one minute: beyond a fiftieth of its quota it is counted in the store.
  for (let n = 0; n < 3; n += 1) await sends(hub, '/refer/L99901/me', { ...answers, first: `Agnes ${n}` });
};

/** A link worker has rung whoever runs a group: it is still them. */
export const saysOfSession = async (hub: StartedHub, link: string): Promise<void> => {
  await sends(hub, `/staff/sessions/${link}`, { do: 'confirm' }, await session(hub, 'CWS01'));
};

/** A manager says who is away, and looks whose clearance runs out. */
export const changesRoster = async (hub: StartedHub): Promise<void> => {
  const today = dayIn((await hub.now()).toISOString());
  const fields = { do: 'away', absent: 'ada.martin', first: today, last: today };
  const cookie = await session(hub, 'CWS01', 'demo-moses');
  await sends(hub, '/staff/team', fields, cookie);
  expect((await fetch(`${hub.url}/staff/companions`, { headers: { cookie } })).status).toBe(200);
};

/** The status of the first page. */
export const lookedAt = async (hub: StartedHub, organisation: string): Promise<number> =>
  (await fetch(`${hub.url}/staff`, { redirect: 'manual', headers: { cookie: await session(hub, organisation) } }))
    .status;

/** Whoever comes back from the provider with nothing that holds. */
export const comesBackWithNothing = async (hub: StartedHub): Promise<number> => {
  const cookie = `__Host-signing-in=${'a'.repeat(40)}.b.c`;
  return (await fetch(`${hub.url}/sign-in/done?code=x`, { redirect: 'manual', headers: { cookie } })).status;
};

/** Its newest entry in the register is nothing that a function can read. */
export const unreadable = async (hub: StartedHub, organisation: string): Promise<void> => {
  const client = storeOf(hub);
  const Item = { pk: { S: `O#${organisation}` }, sk: { S: 'V#9999999' }, name: { N: '1' } };
  await client.send(new PutItemCommand({ TableName: hub.outputs.LedgerTable, Item }));
  client.destroy();
};
