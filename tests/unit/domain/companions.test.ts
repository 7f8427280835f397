import { describe, expect, test } from 'vitest';
import { companionCoding } from '../../../contracts/lifecycle/companions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, consent, considered, meetingAt, move, onwardTo, recorded, reports, said } from './acts.ts';
import { coordinator, day, group, hub, id, practice, shed, t1, t2 } from './cast.ts';
import {
  agreed,
  ahead,
  alone,
  asks,
  cannot,
  champion,
  cleared,
  companionAsked,
  goesAlong,
  t3,
} from './companions-asked.ts';
import { accepted } from './owed.ts';
import { attempt, next, opened, patient, story } from './referrals.ts';

const codes = (referral: Referral, action: Parameters<typeof attempt>[2], at = day(2), by = coordinator): string[] => {
  const decided = attempt(referral, by, action, at);
  return decided.ok
    ? []
    : decided.refusals.map(({ code, diagnostics }) => [code, diagnostics].filter(Boolean).join(': '));
};
const known = (clearance: Partial<typeof cleared>) => ({ known: { clearance: { ...cleared, ...clearance } } });
const until = (n: number) => day(n).slice(0, 10);

describe('only who is trained and cleared until the day of the meeting can be asked', () => {
  test.each([
    ['somebody whom the register does not know', { known: undefined }, 'no companion is registered by this code'],
    ['somebody switched off', { known: { clearance: cleared, notAsked: 'switched-off' as const } }, 'switched off'],
    ['somebody who is not trained', known({ trained: undefined }), 'not trained yet'],
    ['somebody whose training is after the meeting', known({ trained: until(9) }), 'not trained yet'],
    ['somebody who is cleared for nothing', known({ clearedFor: [] }), 'not cleared to meet people on that day'],
    [
      'somebody whose clearance ends between now and the meeting',
      known({ clearedFor: [{ work: 'public-places', until: until(7) }] }),
      'not cleared to meet people on that day',
    ],
  ])('%s is not', (_, more, why) => {
    expect(codes(ahead(), asks(more))).toEqual([expect.stringContaining(why)]);
    expect(codes(ahead(), asks(more))[0]).toMatch(/^unknown-partner: /);
  });

  test('on the last day on which it holds they can', () => {
    expect(codes(ahead(), asks(known({ clearedFor: [{ work: 'public-places', until: until(8) }] })))).toEqual([]);
  });

  const atHome = () => {
    const asked = onwardTo('mens-shed');
    const task = { ...asked.task, extension: [considered({ setting: 'home-visit' })] };
    const visited = story(accepted(), [coordinator, { ...asked, task }], [shed, move(t3, 'accepted')]);
    const meeting = { start: day(8), end: day(8, 11), mode: 'home-visit', signedUpBy: 'Link worker' };
    return next(visited, shed, { kind: 'name-meeting', task: t3, meeting });
  };
  const forHome = considered({ setting: 'home-visit' });
  const both = {
    ...forHome,
    extension: [...(forHome.extension ?? []), { url: 'setting', valueCode: 'lone-volunteer' }],
  };

  test('a first meeting is in a public place, unless they are cleared for home visits and that was considered', () => {
    expect(codes(atHome(), asks({ considered: both }))).toEqual([expect.stringContaining('home visits')]);
    const visits = known({ clearedFor: [...cleared.clearedFor, { work: 'home-visits', until: until(8) }] });
    expect(codes(atHome(), asks({ considered: both, ...visits }))).toEqual([]);
    expect(codes(atHome(), asks({ considered: alone, ...visits }))).toEqual(['setting-not-considered']);
  });

  test('somebody under 18, or whose age nobody knows, is met only by who was checked for it', () => {
    const of = (birthDate: string | undefined): Referral => {
      const { birthDate: _, ...rest } = patient;
      const person = birthDate === undefined ? rest : { ...rest, birthDate };
      const referral = ahead();
      return { ...referral, patient: { ...referral.patient, ...person, birthDate } as Referral['patient'] };
    };
    const young = considered({ setting: 'lone-volunteer' }, { adult: false });
    const checked = known({ clearedFor: [...cleared.clearedFor, { work: 'under-18', until: until(8) }] });
    expect(codes(of('2010-05-01'), asks({ considered: alone }))).toEqual([
      expect.stringMatching(/^not-checked-for-minors/),
    ]);
    expect(codes(of('2010-05-01'), asks({ considered: alone, ...checked }))).toEqual([]);
    expect(codes(of(undefined), asks({ considered: young }))).toEqual([
      expect.stringMatching(/^not-checked-for-minors/),
    ]);
    expect(codes(of(undefined), asks({ considered: alone }))).toEqual([]);
  });
});

describe('the risks of being alone with a volunteer are considered, as for a group', () => {
  test.each([
    ['nobody considered them', { url: 'https://elsewhere.example', valueString: 'x' }, 'risks-not-considered'],
    ['for another setting', considered(), 'risks-not-considered: setting lone-volunteer'],
    ['they are too great', considered({ setting: 'lone-volunteer', judgement: 'not-suitable' }), 'not-suitable'],
    [
      'only with two at a time',
      considered({ setting: 'lone-volunteer', judgement: 'suitable-if', condition: 'two-together' }),
      'risks-not-considered: two-together',
    ],
  ])('%s: nobody is asked', (_, extension, why) => {
    expect(codes(ahead(), asks({ considered: extension })).at(-1)).toContain(why);
  });

  test('risks that nobody has read keep a companion away, too', () => {
    const risky = next(ahead(), practice, {
      ...{ kind: 'add-need', others: [], personFirst: true },
      request: { ...opened().request, id: undefined },
    } as Parameters<typeof next>[2]);
    expect(codes(risky, asks())).toEqual(['person-first']);
  });
});

describe('the person has said yes to this companion', () => {
  test('without that nobody is asked; of another companion, or after an objection, it is none', () => {
    const missing = [expect.stringMatching(/^permission-missing/)];
    expect(codes(ahead(), asks({ consents: [] }))).toEqual(missing);
    expect(codes(ahead(), asks({ consents: [agreed('champion-bo')] }))).toEqual(missing);
    const objects = consent(champion.organisation, {}, { type: 'deny', purpose: [companionCoding] });
    const against = next(companionAsked(), coordinator, { kind: 'record-permission', consent: objects }, day(3));
    expect(against.companions[0]).toMatchObject({
      status: 'cancelled',
      statusReason: { text: 'Nobody need go along any more' },
    });
    expect(codes(against, asks({ consents: [] }), day(4))).toEqual(missing);
  });
});

describe('one at a time, by the coordinator, for a meeting that is ahead', () => {
  test('a second is asked once the first has said no', () => {
    const bo = asks({ companion: 'champion-bo' });
    expect(codes(companionAsked(), bo, day(3))).toEqual(['already-asked']);
    const no = next(companionAsked(), champion, move(t3, 'rejected', cannot), day(3));
    expect(codes(no, bo, day(3, 10))).toEqual([]);
  });

  test.each([[practice], [group], [champion], [shed]])('%o asks nobody, and learns nothing', (actor) => {
    expect(codes(ahead(), asks(), day(2), actor)).toEqual(['not-found']);
  });

  test('not to one that has begun, was called off, or is a call', () => {
    expect(codes(ahead(), asks(), day(8, 10))).toEqual(['meeting-begun']);
    const off = next(ahead(), group, { kind: 'cancel-meeting', appointment: `${id}.a1`, ...because('Rain') });
    expect(codes(off, asks())).toEqual(['ended: the meeting is cancelled']);
    const call = { start: day(8), end: day(8, 10), mode: 'telephone', signedUpBy: 'Link worker' };
    const rung = next(accepted(), group, { kind: 'name-meeting', task: t2, meeting: call });
    expect(codes(rung, asks())).toEqual(['invalid-input: nobody goes along to a call']);
  });

  test('a companion sees and does nothing else: to the practice and the group there is none', () => {
    for (const [by, to] of [
      [practice, 'accepted'],
      [group, 'accepted'],
      [shed, 'cancelled'],
    ] as const)
      expect(codes(companionAsked(), move(t3, to, cannot), day(3), by)).toEqual(['not-found']);
    for (const action of [move(t2, 'completed'), said('attended'), recorded('conversation'), move(t1, 'completed')])
      expect(codes(goesAlong(), action, day(8, 12), champion)).toEqual(['not-found']);
  });
});

describe('the hub takes somebody off who goes along no more, or is not cleared any more', () => {
  const drop = (more: object = {}): Parameters<typeof next>[2] => ({
    ...{ kind: 'drop-companion', companion: champion.organisation, why: 'companion-not-cleared' },
    ...more,
  });
  const found = (referral: Referral) =>
    obligations(referral)
      .filter(({ what }) => what === 'find-companion')
      .map(({ who, due }) => ({ who, due }));

  test.each([companionAsked, goesAlong])('while it is ahead, and it is the coordinator’s before they meet', (of) => {
    const off = next(of(), hub, drop(), day(4));
    expect(off.companions[0]).toMatchObject({ status: 'cancelled' });
    expect(found(off)).toEqual([{ who: 'CWS01', due: expect.stringMatching(/^2026-11-06/) }]);
    // However late: on the morning of the meeting it is due when they meet.
    expect(found(next(of(), hub, drop(), day(8, 8)))).toEqual([{ who: 'CWS01', due: day(8) }]);
  });

  test('not of another meeting or companion, not once it began, and nobody else may', () => {
    const nothing = { ok: true, value: { changed: [] } };
    for (const more of [{ task: `${id}.t9` }, { companion: 'champion-bo' }])
      expect(attempt(goesAlong(), hub, drop(more), day(4))).toMatchObject(nothing);
    expect(attempt(goesAlong(), hub, drop(), day(8, 12))).toMatchObject(nothing);
    for (const actor of [coordinator, champion, group])
      expect(codes(goesAlong(), drop(), day(4), actor)).toEqual(['not-found']);
  });
});

describe('somebody owes something until it is over', () => {
  const owed = (referral: Referral): string[] =>
    obligations(referral)
      .filter(({ what }) => what.includes('companion'))
      .map(({ who, what, due }) => `${who} ${what} ${due.slice(5, 16)}`);

  test('asked: the companion to answer, and the link worker two days before the meeting, on a working day', () => {
    // The meeting is on Tuesday 10 November at 09:00: 48 hours before is a Sunday.
    expect(owed(companionAsked())).toEqual([
      'champion-ada answer-companion 11-05T17:00',
      'CWS01 find-companion 11-06T17:00',
    ]);
  });

  test('a no is the link worker’s on the next working day, until another is asked or the person was spoken to', () => {
    const no = next(companionAsked(), champion, move(t3, 'rejected', cannot), day(2, 10));
    expect(owed(no)).toEqual(['CWS01 find-companion 11-05T17:00']);
    expect(owed(next(no, coordinator, recorded('conversation', t2), day(2, 12)))).toEqual([]);
    const bo = next(no, coordinator, asks({ companion: 'champion-bo' }), day(2, 12));
    expect(owed(bo)).toEqual(['champion-bo answer-companion 11-05T17:00', 'CWS01 find-companion 11-06T17:00']);
  });

  test('a yes is nothing before the meeting; after it whether they met, chased as who came is', () => {
    expect(owed(goesAlong())).toEqual(['champion-ada companion-result 11-11T17:00']);
    const met = next(goesAlong(), champion, move(t3, 'completed'), day(8, 12));
    expect(owed(met)).toEqual([]);
    expect(met.onward[0]?.meetings[0]?.status).toBe('booked');
  });

  test('that they did not meet is the link worker’s the same day, until the person came or was spoken to', () => {
    const missed = next(goesAlong(), champion, move(t3, 'failed', because('x', 'companion-not-met')), day(8, 12));
    expect(owed(missed)).toEqual(['CWS01 companion-missed 11-10T17:00']);
    expect(owed(next(missed, group, said('attended'), day(8, 13)))).toEqual([]);
  });

  test.each(['died', 'moved', 'in-hospital'] as const)('%s: the companion is withdrawn in that version', (what) => {
    for (const referral of [companionAsked(), goesAlong()]) {
      const after = next(referral, coordinator, reports(what), day(4));
      expect(after.companions[0]).toMatchObject({ status: 'cancelled', meta: { versionId: String(after.version) } });
      expect(owed(after)).toEqual([]);
    }
  });

  test('nobody says before it whether they met, and another time or an end withdraws them', () => {
    expect(codes(goesAlong(), move(t3, 'completed'), day(7), champion)).toEqual(['not-yet']);
    const moved = next(goesAlong(), group, meetingAt(day(9), { appointment: `${id}.a1` }), day(4));
    const ended = next(goesAlong(), coordinator, move(t2, 'cancelled', because('Enough')), day(4));
    for (const { companions } of [moved, ended]) expect(companions[0]?.status).toBe('cancelled');
    // The person still counts on somebody on the other day.
    expect(owed(moved).map((one) => one.split(' ')[1])).toContain('find-companion');
    expect(owed(ended)).toEqual([]);
  });
});
