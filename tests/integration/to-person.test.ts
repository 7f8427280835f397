import type { Patient } from 'fhir/r4.js';
import { afterEach, describe, expect, test } from 'vitest';
import { extensions } from '../../contracts/systems.ts';
import { heardOfNotify } from '../../functions/delivery/organiser/heard.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import type { Actor } from '../../functions/domain/referral.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { type SimulatedNotify, startNotify } from '../../infra/local/notify/notify.ts';
import { reports, settles } from '../unit/domain/acts.ts';
import {
  booked,
  coordinator,
  day,
  group,
  id,
  type Made,
  meetingOn,
  met,
  next,
  opened,
  recorded,
} from '../unit/views/made-referral.ts';
import { linkPages } from './group-links.ts';
import { recipientsOfFile } from './recipients.ts';

const { hub } = recipientsOfFile();
const running: SimulatedNotify[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});
const notifying = async () => {
  const notify = await startNotify({ callback: async () => ({ url: 'http://127.0.0.1:9/none', token: '' }) });
  running.push(notify);
  return { ...hub({ notify: notify.url }), notify };
};
type Hub = Awaited<ReturnType<typeof notifying>>;

const gwen: Patient = {
  ...{ resourceType: 'Patient', id: `${id}.p1`, birthDate: '1948-02-29', address: [{ postalCode: 'GL3 2AA' }] },
  name: [{ use: 'official', family: 'Adeyemi', given: ['Gwen'] }],
  telecom: [
    {
      ...{ system: 'phone', value: '07700 900123' },
      extension: [{ url: extensions.contactSafety, valueCode: 'safe' }],
    },
  ],
};

/** A second meeting, on day 24, of somebody who has been to one: the hub's clock begins on day 20. */
const signedUp = (patient = gwen): Made =>
  next(met(booked(opened({ patient })), 'attended'), group, meetingOn(24), day(20, 8));
const callsOff: Action = { kind: 'cancel-meeting', appointment: `${id}.a2`, reason: { text: 'Rain' } };

/** Somebody acts now, and the rows follow. */
const act = async (one: Hub, actor: Actor, action: Action): Promise<void> => {
  const name = `${action.kind} ${one.now()}`;
  const acted = await actOnReferral({ ledger: one.ledger, clock: one.now, pause: async () => undefined })({
    ...{ referral: id, actor, action },
    request: { id: name, correlation: name, bodyHash: name },
  });
  if (!acted.ok) throw new Error(JSON.stringify(acted.refusals));
  await one.project(id);
  await one.deliver();
};

const texts = ({ notify }: Hub) =>
  notify.outbox().map(({ channel, to, body }) => `${channel} ${to}: ${body.split('\n')[0]}`);
const toTell = async ({ ledger }: Hub) => {
  const loaded = await ledger.load(id);
  return loaded ? obligations(loaded.referral).filter(({ what }) => what === 'tell-person') : [];
};
const heard = async (one: Hub, status: 'delivered' | 'permanent-failure') => {
  const last = one.notify.outbox().at(-1);
  await heardOfNotify(one.ports)({ reference: last?.reference ?? '', status });
};

describe('somebody is signed up', () => {
  test('and is told when, by text; once that is confirmed nobody owes them a call', async () => {
    const one = await notifying();
    await one.told(signedUp());
    expect(await toTell(one)).toHaveLength(1);
    await one.deliver();
    expect(texts(one)).toEqual([
      expect.stringMatching(
        /^sms \+447700900123: Hello\. You have a place on Thursday 26 November at 10:00\. To hear where it is, ring us\.$/,
      ),
    ]);
    expect(await toTell(one)).toHaveLength(1);
    await heard(one, 'delivered');
    expect(await toTell(one)).toEqual([]);
    await one.deliver();
    expect(texts(one)).toHaveLength(1);
  });

  test('it comes back: then somebody rings, before the meeting', async () => {
    const one = await notifying();
    await one.told(signedUp());
    await one.deliver();
    await heard(one, 'permanent-failure');
    expect(await toTell(one)).toMatchObject([{ who: 'CWS01', deadline: day(21, 17) }]);
  });

  test('and reminded two days before, and that morning', async () => {
    const one = await notifying();
    await one.told(signedUp());
    await one.deliver();
    one.later(2 * 86_400 + 3600);
    await one.deliver();
    one.later(86_400 * 2 - 7200);
    await one.deliver();
    expect(texts(one).map((text) => text.slice('sms +447700900123: '.length, 60))).toEqual([
      'Hello. You have a place on Thursday 26 No',
      'Hello. This is to remind you. You have a ',
      'Hello. It is today. You have a place on T',
    ]);
  });
});

test('a meeting is called off at night: it is said in the morning, and what would remind of it is not', async () => {
  const one = await notifying();
  await one.told(signedUp());
  await one.deliver();
  one.later(12 * 3600);
  await act(one, group, callsOff);
  expect(texts(one)).toHaveLength(1);
  expect(await toTell(one)).toHaveLength(1);
  one.later(11 * 3600);
  await one.deliver();
  one.later(4 * 86_400);
  await one.deliver();
  expect(texts(one).slice(1)).toEqual([
    expect.stringContaining('Hello. Your place on Thursday 26 November at 10:00 is off. Please do not go'),
  ]);
});

test('whoever was said to have died, and has not, is told all the same: what was put off meanwhile is not given up', async () => {
  const one = await notifying();
  await one.told(signedUp());
  const reported = next(signedUp(), coordinator, { ...reports('died'), task: `${id}.t1` }, day(20, 9));
  await one.append(reported);
  await one.deliver();
  expect(one.notify.outbox()).toEqual([]);
  const report = reported.changed.find(({ resourceType }) => resourceType === 'Communication')?.id ?? '';
  await act(one, coordinator, settles(report, 'wrong'));
  one.later(2 * 3600);
  await one.deliver();
  expect(texts(one)).toHaveLength(1);
});

test('the person is told while an operator has paused their coordinator', async () => {
  const one = await notifying();
  one.change('CWS01', { paused: { reason: 'operator', since: day(1) } });
  await one.told(signedUp());
  await one.deliver();
  expect(texts(one)).toHaveLength(1);
});

test('after it became known that the person has died, no row that waits sends anything', async () => {
  const one = await notifying();
  await one.told(signedUp());
  await act(one, coordinator, { ...reports('died', { confirmed: true }), task: `${id}.t1` });
  one.later(5 * 86_400);
  await one.deliver();
  expect(one.notify.outbox()).toEqual([]);
  expect(await toTell(one)).toEqual([]);
});

describe('somebody answers a text that the hub sent to the person', () => {
  const answered = async () => {
    const one = await notifying();
    await one.told(signedUp());
    await one.deliver();
    let unasked = 0;
    const pages = linkPages(one, {
      unasked: () => {
        unasked += 1;
      },
    });
    const say = async (message: string, from = '447700900123') => {
      const body = { id: `id-${message.length}`, source_number: from, destination_number: '447700900999', message };
      const headers = { authorization: 'Bearer token of the callback', 'content-type': 'application/json' };
      const answer = await pages.ask({
        ...{ method: 'POST', path: '/notify/v1/received', headers },
        body: JSON.stringify({ ...body, date_received: one.now() }),
      });
      return answer.statusCode;
    };
    const state = async () => {
      const loaded = await one.ledger.load(id);
      if (!loaded) throw new Error('No ledger');
      return loaded.referral;
    };
    const toRing = async () => obligations(await state()).filter(({ what }) => what === 'ring-person');
    return { one, say, state, toRing, unasked: () => unasked };
  };

  test('the link worker rings them by the next working day, once, whatever it was and however often; the words are kept nowhere', async () => {
    const { say, state, toRing, unasked } = await answered();
    expect(await toRing()).toEqual([]);
    expect(await say('Sorry I can not come')).toBe(204);
    expect(await say('STOP')).toBe(204);
    expect(await toRing()).toMatchObject([{ who: 'CWS01', deadline: day(21, 17) }]);
    expect(unasked()).toBe(0);
    expect(JSON.stringify(await state())).not.toMatch(/can not come|STOP/);
  });

  test('it is over once somebody has spoken with them', async () => {
    const { one, say, toRing } = await answered();
    await say('Sorry I can not come');
    one.later(60);
    await act(one, coordinator, recorded('conversation'));
    expect(await toRing()).toEqual([]);
  });

  test('on the morning of the day it is owed before they would set out', async () => {
    const { one, say, toRing } = await answered();
    one.later(3 * 86_400 + 23 * 3600);
    await say('Where is it?');
    const [owed] = await toRing();
    expect((owed?.deadline ?? '') < day(24, 10)).toBe(true);
  });

  test('from another number it is nobody’s: that it came is counted', async () => {
    const { say, toRing, unasked } = await answered();
    expect(await say('Who is this?', '447700900124')).toBe(204);
    expect(await toRing()).toEqual([]);
    expect(unasked()).toBe(1);
  });
});
