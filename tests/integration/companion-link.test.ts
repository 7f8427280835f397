import { describe, expect, test } from 'vitest';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { leaveAll } from '../../functions/delivery/organiser/leave-all.ts';
import type { Action } from '../../functions/domain/decide/actions.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { attentionKey } from '../../functions/views/keys.ts';
import { coordinator, day, guardedPatient, id } from '../unit/views/made-referral.ts';
import { ada, companionAsked, companionHubs, hidden, place } from './companion-links.ts';
import { idOf } from './group-hub.ts';
import { linkPages } from './group-links.ts';

const asking = companionHubs();

/** What nobody but a companion who said yes may see, and nobody before the day before. */
const told = ['Gwen', place, '10:00', 'HO-'];
const foundIn = (text = ''): string[] => told.filter((one) => text.includes(one));

describe('a companion is asked, goes along, and says that they met', () => {
  test('the whole way: the place after yes and from the day before, the name never in a message', async () => {
    const { one, hers, get, tap, task, at } = await asking();
    expect(hers().map(({ subject }) => subject)).toEqual([
      'Can you go along with somebody on Friday 27 November, in the morning?',
    ]);
    const page = await get();
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Friday 27 November 2026, in the morning');
    expect([foundIn(hers()[0]?.body), foundIn(page.body)]).toEqual([[], []]);

    expect(await tap('yes')).toBe(303);
    expect((await task())?.status).toBe('accepted');
    expect([hers().length, foundIn((await get()).body)]).toEqual([1, []]);

    await at(day(24, 10));
    expect(
      hers()
        .map(({ subject }) => subject)
        .at(-1),
    ).toBe('Where you meet on Friday 27 November, in the morning');
    expect(foundIn(hers()[1]?.body)).toEqual([]);
    const near = await get();
    expect(foundIn(near.body)).toEqual(told);
    expect(near.body).not.toContain('Adeyemi');

    expect(await tap('met')).toBe(422);
    await at(day(25, 11));
    expect(await tap('met')).toBe(303);
    expect((await task())?.status).toBe('completed');
    expect(foundIn((await get()).body)).toEqual([]);
    expect((await one.ledger.load(id))?.referral.onward[0]?.meetings.at(-1)?.status).toBe('booked');
  });

  test('who cannot says so before, and the link worker has to find somebody', async () => {
    const { tap, owed, hers } = await asking();
    expect(await tap('no')).toBe(303);
    expect(await owed()).toContain('CWS01 find-companion');
    expect(hers()).toHaveLength(1);
  });

  test('who said yes and cannot after all leaves it to the link worker, too', async () => {
    const { tap, owed, task } = await asking();
    await tap('yes');
    expect(await tap('cannot')).toBe(303);
    expect((await task())?.status).toBe('cancelled');
    expect(await owed()).toContain('CWS01 find-companion');
  });

  test('that they did not meet makes somebody speak to the person', async () => {
    const { tap, owed, at } = await asking();
    await tap('yes');
    await at(day(25, 11));
    expect(await tap('not-met')).toBe(303);
    expect(await owed()).toContain('CWS01 companion-missed');
  });

  test('of somebody with a flag they see a number, and no name', async () => {
    const { tap, get, at } = await asking(
      companionAsked({ ...guardedPatient, name: [{ given: ['Gwen'], family: 'Adeyemi' }] }),
    );
    await tap('yes');
    await at(day(24, 10));
    const { body } = await get();
    expect(body).toMatch(/<bdi>Number \d{4}<\/bdi>/);
    expect(body).not.toContain('Gwen');
  });
});

describe('a companion is withdrawn at once, in words that say nothing', () => {
  test.each(['in-hospital', 'died', 'moved'] as const)('when the person is reported: %s', async (circumstance) => {
    const { does, hers, get, task } = await asking();
    await does(coordinator, { kind: 'report-circumstance', task: `${id}.t1`, circumstance });
    expect((await task())?.status).toBe('cancelled');
    expect(hers().map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Can you/),
      'You need not go along on Friday 27 November, in the morning',
    ]);
    const said = `${hers()[1]?.subject} ${hers()[1]?.body} ${(await get()).body}`;
    expect(said).not.toMatch(/hospital|died|moved/);
    expect(foundIn(said)).toEqual([]);
  });

  test.each<[string, Action]>([
    ['called off', { kind: 'cancel-meeting', appointment: `${id}.a2`, reason: { text: 'Rain' } }],
    [
      'put to another time: their yes was for that one',
      {
        kind: 'name-meeting',
        task: `${id}.t2`,
        appointment: `${id}.a2`,
        meeting: { start: day(26, 10), end: day(26, 11), mode: 'in-person', place, signedUpBy: 'Link worker' },
      },
    ],
    [
      'with a group that cannot take the person after all',
      { kind: 'update-task', task: `${id}.t2`, to: 'cancelled', reason: { text: 'Full' } },
    ],
  ])('and when the meeting is %s', async (_, action) => {
    const { does, task, tap, hers } = await asking();
    await tap('yes');
    await does(coordinator, action);
    expect((await task())?.status).toBe('cancelled');
    expect(hers().at(-1)?.subject).toBe('You need not go along on Friday 27 November, in the morning');
    expect(foundIn(hers().at(-1)?.body)).toEqual([]);
  });
});

describe('their link', () => {
  test('changes nothing when it is fetched, however often', async () => {
    const { one, get, pages, path } = await asking();
    const before = (await one.ledger.load(id))?.head.version;
    for (let n = 0; n < 3; n += 1) await get();
    await pages.get(`${path}/stop`);
    expect((await one.ledger.load(id))?.head.version).toBe(before);
  });

  test('takes no answer from another site, with the mark of another link, or that nobody offered; a double tap is one yes', async () => {
    const { one, tap, fields, task } = await asking();
    const form = await fields();
    expect(await tap('yes', form, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await tap('yes', { ...form, token: 'x'.repeat(43) })).toBe(403);
    expect(await tap('met')).toBe(422);
    expect(await tap('anything')).toBe(422);
    expect((await task())?.status).toBe('requested');
    expect([await tap('yes', form), await tap('yes', form)]).toEqual([303, 303]);
    expect((await one.ledger.load(id))?.referral.companions.map(({ status }) => status)).toEqual(['accepted']);
  });

  test('a letter changed anywhere is answered like any guess', async () => {
    const { pages, path } = await asking();
    const closed = await pages.get('/l/nothing');
    const letters = '0123456789abcdefghjkmnpqrstvwxyz';
    const right = path.slice('/l/'.length);
    for (const [n, letter] of [...right].entries()) {
      const other = letters[(letters.indexOf(letter) + 1) % 32];
      const { statusCode, body } = await pages.get(`/l/${right.slice(0, n)}${other}${right.slice(n + 1)}`);
      expect({ statusCode, body }).toEqual({ statusCode: 401, body: closed.body });
    }
  });

  test('opens one meeting and no other of theirs, and closes 30 days after it', async () => {
    const { tap, get, at, one, path } = await asking();
    await tap('yes');
    expect(await one.links.find(path.slice(3, 16))).toEqual({
      ...{ kind: 'companion', organisation: 'champion-ada', referrals: [id] },
    });
    await at(day(60));
    const page = await get();
    expect(page.statusCode).toBe(410);
    expect(page.body).toContain(thisArea.service.telephone);
    expect(foundIn(page.body)).toEqual([]);
  });

  test('who no longer does this does not come to this meeting either, and the link worker finds somebody', async () => {
    const { one, tap, pages, path, task, owed } = await asking();
    await tap('yes');
    const said: object[] = [];
    const leaving = linkPages(one, { said: async (it) => void said.push(it) });
    const form = hidden(await pages.get(`${path}/stop`));
    const page = await leaving.post(`${path}/stop`, form);
    expect(page.body).toContain('Where you said yes to a meeting, we look for somebody else.');
    expect(said).toEqual([{ organisation: 'champion-ada', since: ada.since, kind: 'stopped' }]);
    expect((await task())?.status).toBe('cancelled');
    expect(await owed()).toContain('CWS01 find-companion');
  });

  test('of all their other meetings, too: in each referral in which they are asked somebody has to be found', async () => {
    const { one, owed, tap } = await asking();
    const other = idOf(1);
    await one.told(companionAsked(), other);
    await tap('yes');
    const { find } = one.links;
    const leave = leaveAll({ find, drop: one.ports.toOrganisers.drop });
    await leave('champion-ada');
    await leave('champion-ada');
    for (const referral of [id, other]) {
      const left = (await one.ledger.load(referral))?.referral;
      expect(left?.companions.map(({ status }) => status)).toEqual(['cancelled']);
      expect(left && obligations(left).map(({ who, what }) => `${who} ${what}`)).toContain('CWS01 find-companion');
    }
    expect(await owed()).not.toContain('champion-ada companion-result');
  });

  test('who said yes and is not cleared any more is taken off two days before, is told so, and never sees the place', async () => {
    const { one, hers, tap, at, owed, task, get } = await asking();
    await tap('yes');
    one.change('champion-ada', { companion: { trained: '2026-01-10', clearedFor: [] } });
    await at(day(23, 10));
    expect(await owed()).toContain('CWS01 find-companion');
    expect(await task()).toMatchObject({ status: 'cancelled' });
    await one.project(id);
    await one.deliver();
    expect(hers().at(-1)?.subject).toBe('You need not go along on Friday 27 November, in the morning');
    await at(day(24, 12));
    expect(hers()).toHaveLength(2);
    expect(foundIn((await get()).body)).toEqual([]);
  });

  test('asks whoever is not cleared any more to ring, and takes no yes', async () => {
    const { one, get, tap, fields, task } = await asking();
    const form = await fields();
    one.change('champion-ada', { companion: { trained: '2026-01-10', clearedFor: [] } });
    expect((await get()).body).toContain('Please ring us');
    expect(await tap('yes', form)).toBe(422);
    expect((await task())?.status).toBe('requested');
  });
});

describe('who cannot be written to, or does not answer', () => {
  test('gets nothing where nobody is sure of the contact: it stands in the list of the coordinator, and somebody rings', async () => {
    const { one, hers } = await asking(companionAsked(), { organiser: { ...ada, returned: day(1) } });
    expect(hers()).toEqual([]);
    expect(await one.row('champion-ada#L#t000003')).toMatchObject({
      ...{ outcome: 'by-hand', item: { attention: attentionKey('CWS01') } },
    });
  });

  test('is reminded once a day at most, whatever they owe, and then it is the link worker’s', async () => {
    const { one, hers, at, owed, chased } = await asking();
    await at(day(22, 18));
    await chased();
    await chased();
    expect(hers().map(({ subject }) => subject?.slice(0, 7))).toEqual(['Can you', 'Can you']);
    await at(day(23, 18));
    await chased();
    await at(day(24, 18));
    await chased();
    expect(await owed()).toContain('CWS01 answer-companion');
    expect(hers()).toHaveLength(3);
    expect(one.now() < day(25, 10)).toBe(true);
  });
});
