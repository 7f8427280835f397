import { expect, test } from 'vitest';
import type { OrganiserSaid } from '../../functions/delivery/organiser/said.ts';
import { kindOf } from '../../functions/domain/coding.ts';
import type { Organiser } from '../../functions/domain/organiser.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { champion, cleared } from '../unit/domain/companions-asked.ts';
import { day, id } from '../unit/views/made-referral.ts';
import { asking } from './asked-of-group.ts';
import { companionAsked } from './companion-links.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, resultsOf, session } from './group-hub.ts';
import { jo, linkPages } from './group-links.ts';

const notifying = groupHubs();
const bySms = { channel: 'sms', to: ['07700 900123'] } as const;

/** Somebody writes a text message to the hub. */
const writes = async (one: GroupHub, message: string): Promise<OrganiserSaid[]> => {
  const said: OrganiserSaid[] = [];
  const pages = linkPages(one, { said: async (it) => void said.push(it) });
  const answer = await pages.ask({
    ...{ method: 'POST', path: '/notify/v1/received' },
    headers: { authorization: 'Bearer token of the callback', 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'a1b2', source_number: '447700900123', message }),
  });
  expect(answer.statusCode).toBe(204);
  return said;
};

/** A companion is asked by a text message. */
const companionTold = async (): Promise<GroupHub> => {
  const one = await notifying();
  const ada: Organiser = { ...bySms, name: 'Ada', since: day(0), confirmed: day(0) };
  one.change(champion.organisation, { companion: cleared, organiser: ada });
  await one.told(companionAsked());
  await one.deliver();
  expect(one.notify.outbox().some(({ to }) => to.includes('07700 900123'))).toBe(true);
  return one;
};

/** How many records ask that they be rung, and whose that is. */
const rung = async (one: GroupHub) => {
  const state = (await one.ledger.load(id))?.referral;
  if (!state) throw new Error('No ledger');
  const owed = obligations(state).filter(({ what }) => what === 'ring-companion');
  const asked = state.communications.filter((c) => kindOf(c) === 'ring-group');
  return [asked.length, owed.map(({ who, what }) => `${who} ${what}`)];
};

test('what a companion writes back to the text that asked them is heard: somebody rings them, once', async () => {
  const one = await companionTold();
  await writes(one, 'Yes I can, but where?');
  await writes(one, 'Hello?');
  expect(await rung(one)).toEqual([1, ['CWS01 ring-companion']]);
});

test('also when they were to go along already: what they write then may be what matters most', async () => {
  const one = await companionTold();
  one.later((Date.parse(day(25, 13)) - Date.parse(one.now())) / 1000);
  await writes(one, 'No. She was crying.');
  expect(await rung(one)).toEqual([1, ['CWS01 ring-companion']]);
});

test('what a group writes back to whether it has room is heard, though no referral waits for it', async () => {
  const one = await notifying({ ...jo, ...bySms });
  await asking(one)({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
  expect(await writes(one, 'Yes, two places')).toEqual([{ kind: 'ring', organisation: 'walking-group', why: 'help' }]);
});

test('"None" to whether it has room is no word about who came, though it was asked that before', async () => {
  const one = await notifying({ ...jo, ...bySms });
  await session(one, [gwen, gwen]);
  const link = linkIn(one.notify.outbox()[0]?.body).slice(3, 16);
  await one.ports.toOrganisers.askedByText('07700900123', {
    ...{ link, organisation: 'walking-group', since: jo.since, count: 2, askedAt: one.now() },
  });
  one.later(60);
  await asking(one)({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
  expect(await writes(one, 'None.')).toEqual([{ kind: 'ring', organisation: 'walking-group', why: 'unclear' }]);
  expect((await Promise.all([0, 1].map((n) => resultsOf(one, idOf(n))))).flat()).toEqual([undefined, undefined]);
});
