import { expect, test } from 'vitest';
import type { OrganiserSaid } from '../../functions/delivery/organiser/said.ts';
import type { Organiser } from '../../functions/domain/organiser.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { champion, cleared } from '../unit/domain/companions-asked.ts';
import { day, id } from '../unit/views/made-referral.ts';
import { asking } from './asked-of-group.ts';
import { companionAsked } from './companion-links.ts';
import { type GroupHub, groupHubs } from './group-hub.ts';
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

test('what a companion writes back to the text that asked them is heard: somebody rings them, once', async () => {
  const one = await notifying();
  const ada: Organiser = { ...bySms, name: 'Ada', since: day(0), confirmed: day(0) };
  one.change(champion.organisation, { companion: cleared, organiser: ada });
  await one.told(companionAsked());
  await one.deliver();
  expect(one.notify.outbox().some(({ to }) => to.includes('07700 900123'))).toBe(true);
  await writes(one, 'Yes I can, but where?');
  await writes(one, 'Hello?');
  const state = (await one.ledger.load(id))?.referral;
  const owed = state ? obligations(state).map(({ who, what }) => `${who} ${what}`) : [];
  expect(owed.filter((line) => line === 'CWS01 ring-companion')).toHaveLength(1);
});

test('what a group writes back to whether it has room is heard, though no referral waits for it', async () => {
  const one = await notifying({ ...jo, ...bySms });
  await asking(one)({ kind: 'ask-room', organisation: 'walking-group', request: 'r1' });
  expect(await writes(one, 'Yes, two places')).toEqual([{ kind: 'ring', organisation: 'walking-group', why: 'help' }]);
});
