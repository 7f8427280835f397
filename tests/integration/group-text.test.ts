import { describe, expect, test } from 'vitest';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { actOnReferral } from '../../functions/usecases/act-on-referral.ts';
import { day } from '../unit/views/made-referral.ts';
import { type GroupHub, groupHubs, gwen, idOf, linkIn, resultsOf, session } from './group-hub.ts';
import { jo, linesIn, linkPages } from './group-links.ts';

const notifying = groupHubs();
const bySms = { ...jo, channel: 'sms', to: ['07700 900123'] } as const;
const number = '447700900123';
const meetingSoon = {
  ...{ start: day(21, 10), end: day(21, 11), mode: 'in-person', place: 'The park gate' },
  signedUpBy: 'Link worker',
};

const owedIn = async (one: GroupHub, referral = idOf(0)) => {
  const loaded = await one.ledger.load(referral);
  return loaded ? obligations(loaded.referral).map(({ who, what }) => `${who} ${what}`) : [];
};

describe('a text message', () => {
  const asked = async (people = 3) => {
    const one = await notifying(bySms);
    await session(
      one,
      Array.from({ length: people }, () => gwen),
    );
    const link = linkIn(one.notify.outbox()[0]?.body).slice(3, 16);
    await one.ports.toOrganisers.askedByText('07700900123', {
      ...{ link, organisation: 'walking-group', since: jo.since, count: people, askedAt: one.now() },
    });
    let unasked = 0;
    const pages = linkPages(one, {
      unasked: () => {
        unasked += 1;
      },
    });
    const say = async (message: string, more: { id?: string; token?: string; from?: string } = {}) =>
      pages.ask({
        ...{ method: 'POST', path: '/notify/v1/received' },
        headers: {
          authorization: `Bearer ${more.token ?? 'token of the callback'}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          ...{ id: more.id ?? 'a1b2', source_number: more.from ?? number, destination_number: '447700900999' },
          ...{ message, date_received: one.now() },
        }),
      });
    const all = async () => (await Promise.all([0, 1, 2].slice(0, people).map((n) => resultsOf(one, idOf(n))))).flat();
    return { one, say, all, unasked: () => unasked };
  };

  test.each([
    ['ALL', 'attended'],
    [' none. ', 'did-not-attend'],
  ])('%s answers for everybody that it asked about, once however often it comes', async (message, result) => {
    const { one, say, all } = await asked();
    expect((await say(message)).statusCode).toBe(204);
    expect(await all()).toEqual([result, result, result]);
    const version = (await one.ledger.load(idOf(0)))?.head.version;
    await say(message);
    expect((await one.ledger.load(idOf(0)))?.head.version).toBe(version);
  });

  test.each(['HELP', 'two of them', 'ALL but Gwen'])('%s answers nothing, and somebody rings', async (message) => {
    const { one, say, all } = await asked();
    await say(message);
    expect(await all()).toEqual([undefined, undefined, undefined]);
    expect(await owedIn(one)).toContain('CWS01 ring-group');
  });

  test('ALL of three is not ALL of the two that are left: nothing is guessed, and somebody rings', async () => {
    const { one, say, all } = await asked();
    const pages = linkPages(one);
    const path = linkIn(one.notify.outbox()[0]?.body);
    const [line] = linesIn(await pages.get(path));
    await pages.post(path, { ...line?.fields, answer: 'did-not-come' });
    await say('ALL');
    expect((await all()).filter((result) => result === 'attended')).toEqual([]);
    expect((await Promise.all([0, 1, 2].map((n) => owedIn(one, idOf(n))))).flat()).toContain('CWS01 ring-group');
  });

  test('what was answered in another way is asked no more: the same word late comes to nothing, another is for a human', async () => {
    const { one, say, all } = await asked(2);
    const pages = linkPages(one);
    const path = linkIn(one.notify.outbox()[0]?.body);
    for (const { fields } of linesIn(await pages.get(path))) await pages.post(path, { ...fields, answer: 'came' });
    const versions = async () => Promise.all([0, 1].map(async (n) => (await one.ledger.load(idOf(n)))?.head.version));
    const before = await versions();
    await say('ALL');
    expect([await versions(), await all()]).toEqual([before, ['attended', 'attended']]);
    await say('NONE', { id: 'c3' });
    expect(await all()).toEqual(['attended', 'attended']);
    expect((await Promise.all([0, 1].map((n) => owedIn(one, idOf(n))))).flat()).toContain('CWS01 ring-group');
  });

  test('what the service wrote down meanwhile is no answer of the group: its own word stands beside it, and they differ', async () => {
    const { one, say, all } = await asked(1);
    const act = actOnReferral({ ledger: one.ledger, clock: one.now, pause: async () => undefined });
    const noted = await act({
      ...{ referral: idOf(0), actor: { client: 'cws', organisation: 'CWS01' } },
      action: { kind: 'record-result', task: `${idOf(0)}.t2`, result: 'attended' },
      request: { id: 'noted', correlation: 'noted', bodyHash: 'noted' },
    });
    expect(noted.ok).toBe(true);
    await say('NONE');
    expect(await all()).toEqual(['attended']);
    expect(await owedIn(one)).toContain('CWS01 results-differ');
  });

  test('a question that was answered in another way does not stand beside the next one', async () => {
    const { one, say, all } = await asked(1);
    const pages = linkPages(one);
    const path = linkIn(one.notify.outbox()[0]?.body);
    const [line] = linesIn(await pages.get(path));
    await one.ports.toOrganisers.askedByText('07700900123', {
      ...{ link: path.slice(3, 16), organisation: 'walking-group', since: jo.since, count: 1, askedAt: one.now() },
    });
    const later = { kind: 'name-meeting', task: `${idOf(0)}.t2`, meeting: meetingSoon } as const;
    await pages.post(path, { ...line?.fields, answer: 'came' });
    expect(await all()).toEqual(['attended']);
    const acted = await actOnReferral({ ledger: one.ledger, clock: one.now, pause: async () => undefined })({
      ...{ referral: idOf(0), actor: { client: 'cws', organisation: 'CWS01' }, action: later },
      request: { id: 'second', correlation: 'second', bodyHash: 'second' },
    });
    expect(acted.ok).toBe(true);
    await one.project(idOf(0));
    await one.deliver(idOf(0));
    one.later(2 * 86_400);
    const second = linkIn(one.notify.outbox().at(-1)?.body).slice(3, 16);
    await one.ports.toOrganisers.askedByText('07700900123', {
      ...{ link: second, organisation: 'walking-group', since: jo.since, count: 1, askedAt: one.now() },
    });
    await say('ALL', { id: 'd4' });
    const meetings = (await one.ledger.load(idOf(0)))?.referral.onward[0]?.meetings;
    expect(meetings?.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });

  test('a question about a meeting that was called off is over: the answer is for the one that stands', async () => {
    const { one, say, all } = await asked(1);
    const act = actOnReferral({ ledger: one.ledger, clock: one.now, pause: async () => undefined });
    const coordinator = { client: 'cws', organisation: 'CWS01' };
    const doing = async (id: string, action: Action) => {
      const request = { id, correlation: id, bodyHash: id };
      expect((await act({ referral: idOf(0), actor: coordinator, action, request })).ok).toBe(true);
    };
    await doing('other', { kind: 'name-meeting', task: `${idOf(0)}.t2`, meeting: meetingSoon });
    await one.project(idOf(0));
    await one.deliver(idOf(0));
    const second = linkIn(one.notify.outbox().at(-1)?.body).slice(3, 16);
    await one.ports.toOrganisers.askedByText('07700900123', {
      ...{ link: second, organisation: 'walking-group', since: jo.since, count: 1, askedAt: one.now() },
    });
    const off = (await one.ledger.load(idOf(0)))?.referral.onward[0]?.meetings.at(-1)?.id ?? '';
    await doing('off', { kind: 'cancel-meeting', appointment: off, reason: { text: 'Rain' } });
    await one.project(idOf(0));
    await say('ALL', { id: 'e5' });
    expect(await all()).toEqual(['attended']);
    expect(await owedIn(one)).not.toContain('CWS01 ring-group');
  });

  test('without the token, from a stranger, or from whoever ran it before, it says nothing', async () => {
    const { one, say, all, unasked } = await asked();
    expect((await say('ALL', { token: 'another' })).statusCode).toBe(401);
    expect((await say('ALL', { from: '447700900124' })).statusCode).toBe(204);
    expect(unasked()).toBe(1);
    one.change('walking-group', { organiser: { ...bySms, name: 'Kim', since: one.now() } });
    await say('ALL');
    expect(await all()).toEqual([undefined, undefined, undefined]);
  });
});
