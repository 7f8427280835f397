import { expect } from 'vitest';
import { linkRows } from '../../functions/views/link-rows.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { somebody } from '../integration/group-hub.ts';
import { groupStories, idOf } from '../journeys/group-sessions.ts';
import { ownLinkOf } from '../journeys/own-link.ts';
import { saysOfSession } from './at-the-pages.ts';
import { storeOf } from './commands.ts';
import { patience, type StartedHub } from './hub.ts';

/** Somebody of the walking group, which has no software here, is asked to take one person more: the message that they get. */
const asked = async (hub: StartedHub) => {
  const stories = groupStories(hub);
  await stories.organiser({ name: 'Jo', channel: 'sms', to: ['07700900123'] });
  // Functions that know the group without somebody of it know it so for half a minute.
  await hub.advance(1);
  await stories.asks(30, somebody('Bill', 'Hall'));
  stories.stop();
  return eventually(
    'the walking group is asked',
    async () => hub.notify.outbox().find(({ body }) => body.includes('would like to come')),
    patience,
  );
};

const linkIn = (text: string): string => /(http\S+\/l\/[0-9a-z]+)$/m.exec(text)?.[1] ?? '';

/** The status of what a link opens, of one that was just sent. */
export const openedByLink = async (hub: StartedHub): Promise<number> =>
  (await fetch(linkIn((await asked(hub)).body))).status;

/** What the forms of a page carry besides what somebody types. */
const keptIn = (page: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

/** The same link leads to the form of the worried, which another function keeps. */
const worriesByLink = async (hub: StartedHub, link: string): Promise<void> => {
  const page = await (await fetch(`${link}/worried`)).text();
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(page) ?? [];
  const typed = { level: 'worried', who: 'adult', about: 'person', says: 'He was afraid to go home' };
  const sent = await fetch(action, {
    ...{ method: 'POST', body: new URLSearchParams({ ...keptIn(page), ...typed }) },
    headers: { origin: new URL(hub.url).origin },
  });
  expect(sent.status, await sent.text()).toBe(201);
};

/** The page of a link is opened, and one tap says that the group is full; Notify says that the message arrived. */
export const answersByLink = async (hub: StartedHub): Promise<void> => {
  const { id, body } = await asked(hub);
  expect(await hub.notify.settle(id, 'delivered')).toBe(204);
  const link = linkIn(body);
  await worriesByLink(hub, link);
  const page = await (await fetch(link)).text();
  const [, answer = ''] = /"(full [\d-]+)"/.exec(page) ?? [];
  const tapped = await fetch(link, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...keptIn(page), answer }) },
    headers: { origin: new URL(hub.url).origin },
  });
  expect(tapped.status, answer).toBe(303);
  await hub.settled('the group is full');
  await onPaperAndByText(hub, link.slice(link.lastIndexOf('/') + 1).slice(0, 13));
};

/** Four digits that are wrong, a text message that asks for help, and what a link worker says of a session. */
const onPaperAndByText = async (hub: StartedHub, link: string): Promise<void> => {
  const paper = `${hub.url}/l/code/${link}`;
  const page = await (await fetch(paper)).text();
  const typed = await fetch(paper, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...keptIn(page), code: '0000' }) },
    headers: { origin: new URL(hub.url).origin },
  });
  expect(typed.status).toBe(422);
  expect(await hub.notify.receive('447700900123', 'HELP')).toBe(204);
  const stories = groupStories(hub);
  await stories.expects(31, somebody('Gwen', 'Adeyemi'), 3);
  stories.stop();
  const { body } = await eventually(
    'the group is told who comes',
    async () => hub.notify.outbox().find((one) => one.body.includes('Village Hall')),
    patience,
  );
  const session = linkIn(body);
  await saysOfSession(hub, session.slice(session.lastIndexOf('/') + 1).slice(0, 13));
};

/** The person whom `answersByLink` told of opens their own page: the reference that stands on it. */
export const opensOwnPage = async (hub: StartedHub): Promise<string> => {
  const stories = groupStories(hub);
  const link = await ownLinkOf(hub, stories.ledger, idOf(30));
  stories.stop();
  const page = await fetch(link ?? '');
  expect(page.status).toBe(200);
  return /HO-\w{4}-\w{4}/.exec(await page.text())?.[0] ?? '';
};

/** A link that leads to an organisation; nobody looks at its token before the register was read. */
export const openedFor = async (hub: StartedHub, organisation: string): Promise<number> => {
  const client = storeOf(hub);
  const link = '0'.repeat(13);
  const member = { referral: idOf(1), kind: 'session', organisation, until: (await hub.now()).toISOString() } as const;
  await linkRows({ client, table: hub.outputs.ViewsTable ?? '' }).keep(link, member);
  client.destroy();
  return (await fetch(`${hub.url}/l/${link}${'0'.repeat(26)}`)).status;
};
