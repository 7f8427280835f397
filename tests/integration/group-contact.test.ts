import { expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import { sendOnceSure } from '../../functions/delivery/organiser/waiting.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { sendWaiting } from '../../infra/operator/send-waiting.ts';
import { champion } from '../unit/domain/companions-asked.ts';
import { day } from '../unit/views/made-referral.ts';
import { companionHubs } from './companion-links.ts';
import { groupHubs, gwen, idOf, linkIn, session } from './group-hub.ts';
import { jo } from './group-links.ts';

const notifying = groupHubs();
const asking = companionHubs();

test('whoever follows is sent what is open anew, once, and what of the one before comes back late is not theirs', async () => {
  const one = await notifying();
  const before = await session(one, [gwen]);
  const [sentToJo] = one.notify.outbox();
  const again = async (referral: string) => one.deliver(referral);
  const at = { ...one, participants: one.ports.participants, area: thisArea, again };
  one.change('walking-group', { organiser: { ...jo, name: 'Kim', to: ['kim@walks.example'], since: one.now() } });
  expect(await sendWaiting(at, 'walking-group', true)).toBe(1);
  const [first, ...more] = one.notify.outbox().slice(1);
  expect([first?.to, more]).toEqual(['kim@walks.example', []]);
  expect(first?.subject).toBe(sentToJo?.subject);
  const path = linkIn(first?.body);
  expect([path.slice(3, 16), path === before]).toEqual([before.slice(3, 16), false]);
  await heardOfNotify(one.ports)({ reference: sentToJo?.reference ?? '', status: 'permanent-failure' });
  expect((await one.ports.participantNow('walking-group'))?.organiser?.returned).toBeUndefined();
  const loaded = await one.ledger.load(idOf(0));
  expect(loaded && obligations(loaded.referral).map(({ what }) => what)).not.toContain('ring-group');
  await heardOfNotify(one.ports)({ reference: first?.reference ?? '', status: 'permanent-failure' });
  expect((await one.ports.participantNow('walking-group'))?.organiser?.returned).toBeDefined();
});

test('once somebody made sure that it is still them, what went to nobody goes out', async () => {
  const one = await notifying({ ...jo, returned: day(3) });
  await session(one, [gwen]);
  expect(one.notify.outbox()).toEqual([]);
  one.change('walking-group', { organiser: jo });
  await sendOnceSure({ ...one, clock: one.now, again: async (referral) => one.deliver(referral) })('walking-group');
  expect(one.notify.outbox()).toHaveLength(1);
});

test('what may be on its way to the same contact just then is not sent twice', async () => {
  const one = await notifying();
  await session(one, [gwen]);
  const from = (await one.rows.read(idOf(0))).find(({ link, told }) => link !== undefined && told !== undefined);
  if (!from) throw new Error('Nothing was sent');
  // Notify has it, and whoever sent it has not put that down yet.
  const lease = new Date(Date.parse(one.now()) + 60_000).toISOString();
  const { referral, sk } = from;
  await one.rows.write({ referral, sk, from, set: { lease, attempts: 1 }, remove: ['told', 'outcome'] });
  await sendOnceSure({ ...one, clock: one.now, again: async (which) => one.deliver(which) })('walking-group');
  expect(one.notify.outbox()).toHaveLength(1);
  expect((await one.row(sk, idOf(0)))?.told).toBe(from.told);
});

test('what a companion was sent of a meeting comes back: they are in doubt, and the group of that meeting is not rung for it', async () => {
  const { one, tap, at, hers, owed } = await asking();
  await tap('yes');
  await at(day(24, 10));
  await heardOfNotify(one.ports)({ reference: hers().at(-1)?.reference ?? '', status: 'permanent-failure' });
  expect((await one.ports.participantNow(champion.organisation))?.organiser?.returned).toBeDefined();
  expect(await owed()).not.toContain('CWS01 ring-group');
});
