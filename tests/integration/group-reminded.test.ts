import { expect, test } from 'vitest';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { booked, day, group, versionsOf } from '../unit/views/made-referral.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, session } from './group-hub.ts';
import { fieldsIn, jo, linkPages } from './group-links.ts';

const notifying = groupHubs();
const owedIn = async (one: GroupHub) => {
  const loaded = await one.ledger.load(idOf(0));
  return loaded ? obligations(loaded.referral).map(({ who, what }) => `${who} ${what}`) : [];
};
/** What is due is reminded of, and all that is to be sent is. */
const remind = async (one: GroupHub, people: number) => {
  for (let n = 0; n < people; n += 1) {
    await one.chased(idOf(n));
    await one.deliver(idOf(n));
  }
};

test('a group is reminded once on a day, however many people nobody spoke of, and by text message can answer for all', async () => {
  const one = await notifying({ ...jo, channel: 'sms', to: ['07700900123'] });
  await session(one, [gwen, gwen, gwen]);
  const before = one.notify.outbox().length;
  await remind(one, 3);
  await remind(one, 3);
  const reminders = one.notify.outbox().slice(before);
  expect(reminders.map(({ channel }) => channel)).toEqual(['sms']);
  expect(reminders[0]?.body).toMatch(
    /expected at Tuesday Walking Group on .*: 3\. How many came\? Answer ALL, NONE or HELP\./,
  );
  expect(reminders[0]?.body).not.toMatch(/Gwen|HO-/);
  const said = await linkPages(one).ask({
    ...{ method: 'POST', path: '/notify/v1/received' },
    headers: { authorization: 'Bearer token of the callback', 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'a1', source_number: '447700900123', message: 'None' }),
  });
  expect(said.statusCode).toBe(204);
  for (const n of [0, 1, 2])
    expect((await one.ledger.load(idOf(n)))?.referral.onward[0]?.meetings[0]?.status).toBe('noshow');
});

test('a group that owes two answers is reminded of the one, and the next working morning of the other, by its own link', async () => {
  const one = await notifying();
  const asked = versionsOf(booked()).find(({ referral }) => referral.onward.length > 0);
  if (!asked) throw new Error('No request');
  for (const n of [0, 1]) {
    await one.told(asked, idOf(n));
    await one.deliver(idOf(n));
  }
  const before = one.notify.outbox().length;
  const links = () =>
    one.notify
      .outbox()
      .slice(before)
      .map(({ body }) => linkIn(body));
  await remind(one, 2);
  await remind(one, 2);
  expect(links()).toHaveLength(1);
  expect((await one.rows.read(idOf(1))).find(({ outcome }) => outcome === 'later')).toMatchObject({ awaits: day(21) });
  one.later(86_400);
  await remind(one, 2);
  one.later(86_400);
  await remind(one, 2);
  expect(new Set(links()).size).toBe(2);
  expect(links()).toHaveLength(2);
});

test('and of the other no more, if it has answered by then', async () => {
  const one = await notifying();
  const asked = versionsOf(booked()).find(({ referral }) => referral.onward.length > 0);
  for (const n of [0, 1]) {
    await one.told(asked ?? booked(), idOf(n));
    await one.deliver(idOf(n));
  }
  const other = linkIn(one.notify.outbox()[1]?.body);
  await remind(one, 2);
  const before = one.notify.outbox().length;
  const answered = await actOnReferral({ ...one, clock: one.now, pause: async () => undefined })({
    ...{ referral: idOf(1), actor: group, request: { id: 'yes', bodyHash: 'yes' } },
    action: { kind: 'update-task', task: `${idOf(1)}.t2`, to: 'accepted' },
  });
  expect(answered.ok).toBe(true);
  one.later(86_400);
  await remind(one, 2);
  const later = one.notify.outbox().slice(before);
  expect(later.map(({ body }) => linkIn(body))).not.toContain(other);
  expect((await one.rows.read(idOf(1))).filter(({ awaits }) => awaits !== undefined)).toEqual([]);
});

test('a day that one does not need any more is another’s: it is reminded that morning, and not later', async () => {
  const one = await notifying();
  const asked = versionsOf(booked()).find(({ referral }) => referral.onward.length > 0);
  for (const n of [0, 1, 2]) {
    await one.told(asked ?? booked(), idOf(n));
    await one.deliver(idOf(n));
  }
  const links = one.notify.outbox().map(({ body }) => linkIn(body));
  await remind(one, 3);
  const waits = async (n: number) => (await one.rows.read(idOf(n))).find(({ awaits }) => awaits !== undefined)?.awaits;
  expect([await waits(1), await waits(2)]).toEqual([day(21), day(22)]);
  await actOnReferral({ ...one, clock: one.now, pause: async () => undefined })({
    ...{ referral: idOf(1), actor: group, request: { id: 'yes', bodyHash: 'yes' } },
    action: { kind: 'update-task', task: `${idOf(1)}.t2`, to: 'accepted' },
  });
  one.later(86_400);
  const before = one.notify.outbox().length;
  // The second is withdrawn with its day; a new one of that day need not go behind the third.
  await one.deliver(idOf(1));
  await one.told(asked ?? booked(), idOf(3));
  await one.deliver(idOf(3));
  await one.chased(idOf(3));
  await one.deliver(idOf(3));
  const sent = one.notify.outbox().slice(before);
  expect(sent.map(({ body }) => linkIn(body))).not.toContain(links[1]);
  expect(sent).toHaveLength(2);
  expect(await waits(3)).toBeUndefined();
});

test('a request that somebody adds a note to is asked once', async () => {
  const one = await notifying();
  const asked = versionsOf(booked()).find(({ referral }) => referral.onward.length > 0);
  await one.told(asked ?? booked(), idOf(0));
  await one.deliver(idOf(0));
  const before = one.notify.outbox().length;
  for (const text of ['We shall look into it.', 'We have not yet.']) {
    const added = await actOnReferral({ ...one, clock: one.now, pause: async () => undefined })({
      ...{ referral: idOf(0), actor: group, request: { id: text, bodyHash: text } },
      action: { kind: 'update-task', task: `${idOf(0)}.t2`, to: 'requested', notes: [text] },
    });
    expect(added.ok && added.value.wrote).toBe(true);
    await one.project(idOf(0));
    await one.deliver(idOf(0));
  }
  expect(one.notify.outbox()).toHaveLength(before);
});

test('HELP in answer to any text message is heard', async () => {
  const one = await notifying({ ...jo, channel: 'sms', to: ['07700900123'] });
  await session(one, [gwen]);
  await linkPages(one).ask({
    ...{ method: 'POST', path: '/notify/v1/received' },
    headers: { authorization: 'Bearer token of the callback', 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'a1', source_number: '447700900123', message: 'help' }),
  });
  expect(await owedIn(one)).toContain('CWS01 ring-group');
});

test('a message that comes back is somebody’s to ring about, and so is what goes to nobody because of it', async () => {
  const one = await notifying();
  await session(one, [gwen]);
  expect(await owedIn(one)).not.toContain('CWS01 ring-group');
  await heardOfNotify(one.ports)({ reference: one.notify.outbox()[0]?.reference ?? '', status: 'permanent-failure' });
  expect(await owedIn(one)).toContain('CWS01 ring-group');
  const [record] = (await one.ledger.load(idOf(0)))?.referral.communications.slice(-1) ?? [];
  expect(record).toMatchObject({ topic: { coding: [{ code: 'returned' }] } });
  expect(JSON.stringify(record)).not.toContain('jo@');
});

test('whoever says that they no longer run it leaves nobody waiting: the link worker is to ring the group', async () => {
  const one = await notifying();
  const path = await session(one, [gwen]);
  const pages = linkPages(one, { said: async () => undefined });
  await pages.post(`${path}/stop`, fieldsIn(await pages.get(`${path}/stop`)));
  expect(await owedIn(one)).toContain('CWS01 ring-group');
});

test('a link that was withdrawn is not sent again, and opens nothing', async () => {
  const one = await notifying();
  const path = await session(one, [gwen]);
  one.change('walking-group', { organiser: { ...jo, withdrawn: [path.slice(3, 16)] } });
  const before = one.notify.outbox().length;
  await remind(one, 1);
  expect(one.notify.outbox()).toHaveLength(before);
  expect((await linkPages(one).get(path)).statusCode).toBe(401);
});
