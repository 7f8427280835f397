import { describe, expect, test } from 'vitest';
import { type Circumstance, circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { cannotCome, mayContactPerson } from '../../../functions/domain/circumstance/circumstances.ts';
import { kindOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { isStillOwed } from '../../../functions/domain/owed/reminders.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import {
  because,
  closeWith,
  draft,
  meetingAt,
  move,
  note,
  onwardTo,
  recorded,
  reports,
  said,
  settles,
} from './acts.ts';
import { coordinator, day, group, otherPractice, practice, shed, t1, t2 } from './cast.ts';
import { onwards, referrals } from './reachable.ts';
import { next, opened, refusalsOf, reminded, story, taken } from './referrals.ts';

/** Issue 5 item 5: anybody who takes part reports it, what goes to the person stops, a person at the coordinator looks. */
const kinds = Object.keys(circumstances) as Circumstance[];
const going = () =>
  story(
    taken(),
    [coordinator, recorded('conversation')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
    [group, meetingAt(day(8))],
  );
const owed = (referral: Referral) => obligations(referral).map((o) => `${o.what} ${o.task.split('.')[1]}`);
const reportIn = (referral: Referral) =>
  referral.communications.findLast((c) => kindOf(c) === 'circumstance')?.id ?? '';
const reviewed = day(9).slice(0, 10);

describe('a report', () => {
  test.each(kinds)('that the person %s stops what goes to them at once, whoever makes it', (kind) => {
    for (const [who, task] of [
      [practice, t1],
      [coordinator, t1],
      [group, t2],
    ] as const) {
      const reported = next(going(), who, reports(kind, { task, by: 'A daughter' }));
      expect([mayContactPerson(going()), mayContactPerson(reported)]).toEqual([true, false]);
      expect(reported.communications.at(-1)).toMatchObject({
        status: 'in-progress',
        sender: { display: 'A daughter' },
      });
    }
  });

  test('is for the coordinator to confirm within one working day', () => {
    const friday = next(going(), group, reports('died', { task: t2 }), day(4, 12));
    const [first] = obligations(friday);
    expect(first).toMatchObject({ who: 'CWS01', what: 'confirm-circumstance', due: day(7, 17) });
  });

  test.each(['died', 'in-hospital', 'moved'] as const)('%s: nobody is reminded to ring or expect them', (kind) => {
    const unnamed = story(taken(), [coordinator, onwardTo('walking-group')], [group, move(t2, 'accepted')]);
    expect(owed(unnamed).sort()).toEqual(['first-conversation t1', 'name-meeting t2']);
    expect(owed(next(unnamed, practice, reports(kind))).sort()).toEqual(['confirm-circumstance t1', 'review t2']);
  });

  test('also keeps back a reminder that was made before and has not gone out yet', () => {
    const unnamed = story(taken(), [coordinator, onwardTo('walking-group')], [group, move(t2, 'accepted')]);
    const late = reminded(unnamed, 'name-meeting');
    const reminder = late.communications.find((c) => kindOf(c) === 'chase');
    const after = next(late, practice, reports('died'));
    expect([late, after].map((r) => reminder && isStillOwed(reminder, r))).toEqual([true, false]);
  });

  test('gives each open invitation a new version, so that its group hears at once', () => {
    const before = going();
    const after = next(before, practice, reports('died'));
    const version = (r: Referral) => r.onward[0]?.task.meta?.versionId;
    expect([version(before), version(after)]).toEqual([String(before.version), String(after.version)]);
    // With another practice the person can still come.
    expect(version(next(before, practice, reports('other-practice')))).toBe(String(before.version));
  });

  test('made twice by one is one; by another it is heard as well, and one answer is for both', () => {
    const once = next(going(), practice, reports('died'));
    expect(next(once, practice, reports('died')).version).toBe(once.version);
    const twice = next(once, group, reports('died', { task: t2 }));
    expect(twice.version).toBe(once.version + 1);
    const settled = next(twice, coordinator, settles(reportIn(once), 'confirmed'));
    expect(settled.communications.filter((c) => kindOf(c) === 'circumstance').map((c) => c.status)).toEqual([
      'completed',
      'completed',
    ]);
    expect(next(settled, coordinator, reports('died')).communications.at(-1)?.status).toBe('completed');
  });

  test('is made by those who take part, of what they know', () => {
    expect(refusalsOf(going(), otherPractice, reports('died'))).toEqual(['not-found']);
    expect(refusalsOf(going(), shed, reports('died', { task: t2 }))).toEqual(['not-found']);
    expect(refusalsOf(going(), group, reports('died'))).toEqual(['not-found']);
    expect(refusalsOf(going(), practice, reports('died', { task: t2 }))).toEqual(['wrong-parent']);
    const declined = onwards.rejected?.() ?? going();
    expect(refusalsOf(declined, group, reports('died', { task: t2 }))).toEqual(['ended']);
  });

  test('of a draft has nobody to hear it', () => {
    expect(refusalsOf(opened({ sent: draft }), practice, reports('moved'))).toEqual(['invalid-input']);
    expect(refusalsOf(opened({ sent: draft }), coordinator, reports('moved'))).toEqual(['not-found']);
  });

  test.each(kinds)('of one that has ended is refused unless it may be a death: %s', (kind) => {
    for (const status of ['completed', 'failed', 'cancelled', 'rejected'] as const)
      expect(refusalsOf(referrals[status]?.() ?? opened(), practice, reports(kind))).toEqual(
        kind === 'died' || kind === 'moved-or-died' ? [] : ['ended'],
      );
    const recalled = referrals['entered-in-error']?.() ?? opened();
    expect(refusalsOf(recalled, practice, reports(kind))).toEqual(['ended']);
  });

  test.each(kinds)(
    'by who is not told that it ended is kept, is over, and is answered as before the end: %s',
    (kind) => {
      const met = story(
        going(),
        [group, said('attended'), day(9)],
        [group, move(t2, 'completed', { outputs: [note] })],
      );
      const ended = next(met, coordinator, closeWith('connected-and-attended'));
      const council = { referrer: { kind: 'council-officer', hears: 'status', untilAgreed: 'receipt' } } as const;
      const declined = next(opened(council), coordinator, move(t1, 'rejected', because('Not for us')));
      for (const [late, who, task] of [
        [ended, group, t2],
        [declined, practice, t1],
      ] as const) {
        const said = next(late, who, reports(kind, { task }));
        expect(owed(said).includes('confirm-circumstance t1')).toBe(kind === 'died' || kind === 'moved-or-died');
        // Said again it stands, early and late.
        for (const told of [next(met, group, reports(kind, { task: t2 })), said])
          expect(next(told, told === said ? who : group, reports(kind, { task: told === said ? task : t2 }))).toBe(
            told,
          );
      }
    },
  );

  test('sends nobody to the person: no group is asked and no meeting is named until it is settled', () => {
    const reported = next(going(), practice, reports('moved'));
    expect(refusalsOf(reported, coordinator, onwardTo('mens-shed'))).toEqual(['contact-stopped']);
    expect(refusalsOf(reported, group, meetingAt(day(9)))).toEqual(['contact-stopped']);
    const wrong = next(reported, coordinator, settles(reportIn(reported), 'wrong'));
    expect(refusalsOf(wrong, group, meetingAt(day(9)))).toEqual([]);
  });
});

describe('two reports at odds', () => {
  const both = () => story(going(), [group, reports('died', { task: t2 })], [practice, reports('in-hospital')]);

  test('are both heard; only one is confirmed', () => {
    const hospital = reportIn(both());
    expect(refusalsOf(both(), coordinator, settles(hospital, 'confirmed', reviewed))).toEqual(['reports-at-odds']);
    const [died] = both().communications.filter((c) => kindOf(c) === 'circumstance');
    const dead = next(both(), coordinator, settles(died?.id ?? '', 'confirmed'));
    expect(dead.communications.find((c) => c.id === hospital)?.status).toBe('stopped');
    const alive = story(
      both(),
      [coordinator, settles(died?.id ?? '', 'wrong')],
      [coordinator, settles(hospital, 'confirmed', reviewed)],
    );
    expect(alive.task.status).toBe('on-hold');
  });

  test('a word against a confirmed death is for the coordinator to look at', () => {
    const dead = next(going(), coordinator, reports('died', { confirmed: true }));
    const doubted = next(dead, practice, reports('in-hospital'));
    expect(owed(doubted)).toContain('confirm-circumstance t1');
    expect([mayContactPerson(doubted), cannotCome(doubted)]).toEqual([false, true]);
  });
});

describe('a stay in hospital', () => {
  const stay = () => next(going(), coordinator, reports('in-hospital', { confirmed: true, reviewDate: reviewed }));

  test('is a hold with a review date: meetings are called off, nothing ends', () => {
    expect(refusalsOf(going(), coordinator, reports('in-hospital', { confirmed: true }))).toEqual([
      'review-date-missing',
    ]);
    const held = stay();
    expect([held.task.status, held.onward[0]?.task.status]).toEqual(['on-hold', 'accepted']);
    expect(held.onward[0]?.meetings.map((m) => m.status)).toEqual(['cancelled']);
    expect(owed(held)).toEqual(['review t1', 'review t2']);
    expect(mayContactPerson(held)).toBe(false);
  });

  test('is over when the coordinator goes on, or says so', () => {
    const resumed = next(stay(), coordinator, move(t1, 'in-progress'), day(9));
    expect([mayContactPerson(resumed), reportIn(resumed) === reportIn(stay())]).toEqual([true, true]);
    const over = next(stay(), coordinator, settles(reportIn(stay()), 'over'));
    expect([mayContactPerson(over), over.task.status]).toEqual([true, 'on-hold']);
  });

  test('leaves nobody late with what the person was to be told meanwhile: it is owed anew from their return', () => {
    const back = day(14);
    const over = next(stay(), coordinator, settles(reportIn(stay()), 'over'), back);
    const anew = obligations(over).filter(({ what }) => what === 'tell-person');
    expect(anew.length).toBeGreaterThan(0);
    for (const { due } of anew) expect(due > back).toBe(true);
  });

  test('leaves what a group says of a meeting that has been, and the follow-up comes back with the person', () => {
    const missed = story(
      going(),
      [group, said('did-not-attend'), day(8, 12)],
      [practice, reports('in-hospital'), day(8, 13)],
    );
    expect(owed(missed)).not.toContain('follow-up t2');
    // A report alone never opens the way to close.
    expect(refusalsOf(missed, coordinator, closeWith('connected-not-attended'))).toEqual(['hot-handover']);
    const wrong = next(missed, coordinator, settles(reportIn(missed), 'wrong'));
    expect(owed(wrong)).toContain('follow-up t2');
  });
});

test('only the coordinator says how a report stands; a group learns nothing of another’s', () => {
  const reported = next(going(), practice, reports('died'));
  expect(refusalsOf(reported, practice, settles(reportIn(reported), 'wrong'))).toEqual(['not-yours-to-change']);
  expect(refusalsOf(reported, group, settles(reportIn(reported), 'wrong'))).toEqual(['not-found']);
  expect(refusalsOf(reported, coordinator, settles(`${t1}x`, 'wrong'))).toEqual(['not-found']);
  expect(refusalsOf(reported, coordinator, settles(reportIn(reported), 'over'))).toEqual(['invalid-input']);
  const wrong = next(reported, coordinator, settles(reportIn(reported), 'wrong'));
  expect(refusalsOf(wrong, coordinator, settles(reportIn(reported), 'confirmed'))).toEqual(['ended']);
  expect(next(wrong, coordinator, settles(reportIn(reported), 'wrong')).version).toBe(wrong.version);
  expect(refusalsOf(wrong, coordinator, move(t1, 'failed', because('x')))).toEqual([]);
});
