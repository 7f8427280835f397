import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { invitationChanged } from '../../contracts/partner-api/webhooks.ts';
import { untold } from '../../functions/delivery/each-minute.ts';
import { gaps } from '../../functions/delivery/steps.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { changedLately } from '../../functions/views/changed-lately.ts';
import { attentionKey } from '../../functions/views/keys.ts';
import { waitingLines } from '../../infra/operator/waiting.ts';
import { booked, coordinator, day, ended, id, met, move, next, onwardTo, opened } from '../unit/views/made-referral.ts';
import { ok, type Recipient, status } from './recipient.ts';
import { recipientsOfFile } from './recipients.ts';

const { hub, listening } = recipientsOfFile();
const t2 = `${id}.t2`;
const secret = (n: number): string => `whsec_${Buffer.alloc(32, n).toString('base64')}`;

const hookedTo = ({ origin }: Recipient, more: Partial<Participant> = {}, secrets = [secret(1)]) => ({
  'walking-group': { webhook: { url: `${origin}/events`, since: day(0), secrets }, ...more },
});
const partner = (group: Recipient, more?: Partial<Participant>, secrets?: string[]) =>
  hub({ changes: hookedTo(group, more, secrets) });

/** Accepted by the service, and the group asked. */
const asked = () =>
  next(next(opened(), coordinator, move('accepted'), day(1)), coordinator, onwardTo('walking-group'), day(2));
const eventsAt = ({ received }: Recipient) => received.map(({ body }) => invitationChanged.parse(body));
const statusesAt = (group: Recipient) => eventsAt(group).flatMap(({ data }) => data.invitations.map((i) => i.status));

test('a group with a webhook is told that an invitation waits: ids, a code and a link, signed', async () => {
  const group = await listening(status(204));
  const { told, deliver, row } = partner(group);
  await told(asked());
  await deliver();
  await deliver();
  const [only] = group.received;
  expect(group.received).toHaveLength(1);
  expect(`${only?.method} ${only?.path}`).toBe('POST /events');
  expect(eventsAt(group)).toEqual([
    {
      type: 'invitation.changed',
      timestamp: day(2),
      data: {
        organisation: 'walking-group',
        invitations: [
          {
            ...{ id: t2, version: 3, status: 'new', businessStatus: 'submitted', askedToStop: false },
            link: `https://hub.example/partner/v1/invitations/${t2}`,
          },
        ],
      },
    },
  ]);
  expect(only?.headers.authorization).toBeUndefined();
  expect(await row('walking-group')).toMatchObject({ told: 3, outcome: 'infrastructure-ack' });
});

test('a group without a webhook has no version that it wants told, and its row costs not a write more', async () => {
  const { told, row } = hub();
  await told(asked());
  const polls = await row('walking-group');
  expect(polls).toMatchObject({ roles: ['partner'], turn: 1 });
  expect(polls?.item).not.toHaveProperty('wanted');
  expect(polls?.item.due).toBe(polls?.owed);
});

test('each try has the same webhook-id and body, and a time and signature of its own', async () => {
  const group = await listening(status(503), status(404), status(200));
  const { told, deliver, later, row } = partner(group);
  await told(asked());
  for (const seconds of [0, 5, 300]) {
    later(seconds);
    await deliver();
  }
  const headers = group.received.map((r) => r.headers);
  expect(group.received.map((r) => r.body)).toEqual(Array(3).fill(group.received[0]?.body));
  expect(new Set(headers.map((h) => h['webhook-id'])).size).toBe(1);
  expect(headers.map((h) => Number(h['webhook-timestamp']) - Number(headers[0]?.['webhook-timestamp']))).toEqual([
    0, 5, 305,
  ]);
  expect(new Set(headers.map((h) => h['webhook-signature'])).size).toBe(3);
  expect(await row('walking-group')).toMatchObject({ told: 3 });
});

test('every step of the schedule is used, then a person takes over: it stands in the list of the coordinator', async () => {
  const group = await listening(status(500));
  const { told, deliver, later, row, attempts } = partner(group);
  await told(asked());
  const began = await row('walking-group');
  for (let tries = 0; tries < 12; tries += 1) {
    await deliver();
    later(gaps[tries] ?? 60);
  }
  expect(attempts.filter((a) => a.recipient === 'walking-group')).toHaveLength(10);
  expect(attempts.at(-1)).toMatchObject({ givenUp: true });
  const gaveUp = await row('walking-group');
  expect(gaveUp).toMatchObject({ ended: began?.wanted, outcome: 'by-hand' });
  expect([began?.item.attention, gaveUp?.item.attention]).toEqual([undefined, attentionKey('CWS01')]);
});

test('while a secret is changed two sign, of which the receiver may know either', async () => {
  const group = await listening(status(200));
  const { told, deliver } = partner(group, {}, [secret(2), secret(1)]);
  await told(asked());
  await deliver();
  const {
    'webhook-id': name = '',
    'webhook-timestamp': at = '',
    'webhook-signature': both = '',
  } = group.received[0]?.headers ?? {};
  const body = JSON.stringify(group.received[0]?.body);
  const signedBy = (n: number) => new Webhook(secret(n)).sign(String(name), new Date(Number(at) * 1000), body);
  expect(both).toBe(`${signedBy(2)} ${signedBy(1)}`);
});

describe('of several states', () => {
  test('only the newest is told, and an older one never after it', async () => {
    const group = await listening(status(500), status(200));
    const { told, deliver, later, row } = partner(group);
    await told(asked());
    await deliver();
    await told(booked());
    await told(ended(met(booked(), 'attended')));
    await deliver();
    expect(group.received).toHaveLength(1);
    later(5);
    await deliver();
    expect(statusesAt(group)).toEqual(['new', 'finished']);
    expect(new Set(group.received.map((r) => r.headers['webhook-id'])).size).toBe(2);
    expect((await row('walking-group'))?.told).toBe(9);
  });

  test('what changed before the webhook was registered is not told, nor what changes after it was taken away', async () => {
    const group = await listening(status(200));
    const webhook = { url: `${group.origin}/events`, since: day(5), secrets: [secret(1)] };
    const practice = await listening(ok);
    const { told, deliver, change, row, project } = hub({ practice, changes: hookedTo(group, { webhook }) });
    await told(booked());
    await deliver();
    expect(group.received).toEqual([]);
    await told(met(booked(), 'attended'));
    await deliver();
    expect(statusesAt(group)).toEqual(['under-way']);
    change('walking-group', { webhook: undefined });
    const before = await row('walking-group');
    await project(id);
    expect(await row('walking-group')).toEqual(before);
    await told(ended(met(booked(), 'attended')));
    await deliver();
    expect(group.received).toHaveLength(1);
    expect((await row('walking-group'))?.wanted).toBeUndefined();
  });
});

test('an event that was lost is found by the sweep a minute later', async () => {
  const group = await listening(status(200));
  const { told, views, rows, deliver, later, now } = partner(group);
  await told(asked());
  const found = async () => {
    const sent: string[] = [];
    const again = async (referral: string): Promise<void> => void sent.push(referral);
    const { since } = changedLately(views, ['CWS01']);
    await untold({ since, rows, clock: now, again, failed: () => undefined })(Promise.resolve(undefined));
    return sent;
  };
  const wantedAt = Date.parse(day(2));
  later((wantedAt - Date.parse(now())) / 1000 + 59);
  expect(await found()).toEqual([]);
  later(2);
  expect(await found()).toEqual([id]);
  await deliver();
  expect(await found()).toEqual([]);
});

describe('a webhook', () => {
  test('that answers 410 pauses the group: nothing more is tried, nothing is lost, and it goes when it is resumed', async () => {
    const group = await listening(status(410), status(200));
    const { told, deliver, later, row, change, held, ports, views } = partner(group);
    await told(asked());
    await deliver();
    later(600);
    await deliver();
    expect(group.received).toHaveLength(1);
    expect(held.map((h) => h.recipient)).toEqual(['walking-group']);
    const paused = await ports.participants.organisation('walking-group');
    expect(await waitingLines(views, paused ? [paused] : [], 'CWS01')).toEqual([
      expect.stringMatching(
        /^Tuesday Walking Group \(walking-group\) is paused since \S+ \(its endpoint answered 410: gone\): 1 message waits, .* of HO-/,
      ),
    ]);
    change('walking-group', { paused: undefined });
    later(600);
    await deliver();
    expect(group.received).toHaveLength(2);
    expect(await row('walking-group')).toMatchObject({ told: 3, outcome: 'infrastructure-ack' });
  });

  test('that does not answer breaks its line for itself alone: later events are probes, the practice is told at once', async () => {
    const group = await listening(status(500));
    const gp = await listening(ok);
    const { told, deliver, later } = hub({ practice: gp, changes: hookedTo(group) });
    const others = Array.from({ length: 6 }, (_, n) => `${n}`.repeat(26));
    for (const one of others) {
      await told(booked(), one);
      await deliver(one);
      later(1);
    }
    expect(group.received).toHaveLength(5);
    expect(gp.received).toHaveLength(6);
  });

  test('of a group that is switched off, or inside a network, gets nothing', async () => {
    const group = await listening(status(200));
    const off = partner(group, { active: false });
    await off.told(asked());
    await off.deliver();
    const inside = hub({ changes: hookedTo(group), allowed: [] });
    await inside.told(asked(), 'a'.repeat(26));
    await inside.deliver('a'.repeat(26));
    expect(group.received).toEqual([]);
    expect(inside.attempts).toMatchObject([{ verdict: { outcome: 'refused', reason: 'endpoint-not-allowed' } }]);
  });
});
