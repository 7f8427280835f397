import { describe, expect, test } from 'vitest';
import { workingDaysAfter } from '../../../functions/domain/calendar.ts';
import { mayContactPerson } from '../../../functions/domain/circumstance/circumstances.ts';
import { kindOf } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import {
  because,
  closeWith,
  meetingAt,
  move,
  onwardDraft,
  onwardTo,
  recorded,
  reports,
  said,
  settles,
  writes,
} from './acts.ts';
import { coordinator, day, group, hub, practice, shed, t1, t2 } from './cast.ts';
import { next, refusalsOf, request, story, taken } from './referrals.ts';

const t3 = t2.replace('t2', 't3');
/** The shed accepted and waits; the walkers met the person once and expect them again; a third request is a draft. */
const arranged = () =>
  story(
    taken(),
    [coordinator, recorded('conversation')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
    [coordinator, onwardTo('mens-shed')],
    [shed, move(t3, 'accepted')],
    [shed, meetingAt(day(6), { task: t3 })],
    [coordinator, onwardDraft('other-group')],
    [group, meetingAt(day(2))],
    [group, said('attended'), day(2, 12)],
    [group, meetingAt(day(9))],
  );
const owed = (referral: Referral) => obligations(referral).map((o) => `${o.who} ${o.what} ${o.task.split('.')[1]}`);
const reportOf = (referral: Referral) => referral.communications.findLast((c) => kindOf(c) === 'circumstance');
const confirmed = (kind: 'died' | 'moved' = 'died', from = arranged()) => {
  const reported = next(from, group, reports(kind, { task: t2 }));
  return next(reported, coordinator, settles(reportOf(reported)?.id ?? '', 'confirmed'));
};
const statuses = ({ onward }: Referral) => onward.map((o) => o.task.status);
const meetings = ({ onward }: Referral) => onward.flatMap((o) => o.meetings.map((m) => m.status));

describe.each(['died', 'moved'] as const)('once it is confirmed that the person has %s', (kind) => {
  test('everything that was arranged is withdrawn in that version: cancelled, asked to stop, called off', () => {
    const gone = confirmed(kind);
    expect(statuses(gone)).toEqual(['in-progress', 'cancelled', 'entered-in-error']);
    expect(gone.aborts.map((a) => [a.focus?.reference, a.status])).toEqual([[`Task/${t2}`, 'requested']]);
    expect(meetings(gone)).toEqual(['fulfilled', 'cancelled', 'cancelled']);
    expect(gone.task.status).toBe('in-progress');
  });

  test('what a group hears is that they cannot come, and nothing of what became known', () => {
    const told = confirmed(kind).onward.map((o) => JSON.stringify([o.task, o.meetings]));
    expect(JSON.stringify(confirmed(kind).aborts)).toContain('cannot come now');
    for (const words of told) expect(words).not.toMatch(/died|moved|dead|hospital/i);
  });

  test('what is newly asked for them is looked at by somebody within a working day, until they have', () => {
    const need = { kind: 'add-need' as const, request: { ...request, identifier: [] }, others: [] };
    const asked = next(confirmed(kind), practice, need);
    expect(obligations(asked)).toContainEqual(
      expect.objectContaining({
        what: 'check-need',
        who: 'CWS01',
        since: asked.at,
        due: workingDaysAfter(asked.at, 1),
      }),
    );
    const says = (act: Action) => owed(next(asked, coordinator, act)).includes('CWS01 check-need t1');
    expect(says(writes('question', 'Who told you of this?'))).toBe(false);
    expect(says(settles(reportOf(asked)?.id ?? '', 'wrong'))).toBe(false);
    expect(says(move(t1, 'failed', because('Told by the family', 'moved-or-died')))).toBe(false);
    const which = asked.furtherNeeds[0]?.id ?? '';
    const withdrawn: Action = { kind: 'revise-request', status: 'revoked', ...because('x'), request: which };
    expect(owed(next(asked, practice, withdrawn))).not.toContain('CWS01 check-need t1');
    // What was asked for before anybody knew is closed with the rest.
    const before = confirmed(kind, next(arranged(), practice, need));
    expect(owed(before)).not.toContain('CWS01 check-need t1');
  });

  test('nobody follows anything up, and what is left is to close', () => {
    const gone = confirmed(kind);
    expect(owed(gone).sort()).toEqual(['CWS01 close-referral t1', 'walking-group answer-abort t5']);
    const stopped = story(
      gone,
      [group, move(t2.replace('t2', 't5'), 'accepted')],
      [group, move(t2, 'cancelled', because('x'))],
    );
    expect(owed(stopped)).toEqual(['CWS01 close-referral t1']);
    expect(refusalsOf(stopped, coordinator, closeWith('moved-or-died'))).toEqual([]);
    expect(refusalsOf(gone, coordinator, move(t1, 'failed', because('Told by the family', 'moved-or-died')))).toEqual(
      [],
    );
  });

  test('no message ever goes to them again, also when the referral has ended', () => {
    const closed = next(
      confirmed(kind),
      coordinator,
      move(t1, 'failed', because('Told by the family', 'moved-or-died')),
    );
    expect(mayContactPerson(closed)).toBe(false);
    expect(owed(closed).filter((o) => /follow-up|conversation|close-referral/.test(o))).toEqual([]);
  });

  test('a meeting that they could not come to is followed up by nobody', () => {
    const missed = next(arranged(), shed, said('could-not-come', { task: t3 }));
    expect(owed(missed)).toContain('CWS01 follow-up t3');
    expect(owed(confirmed(kind, missed))).not.toContain('CWS01 follow-up t3');
  });
});

test('a death that becomes known after the end stops the follow-up that was still owed', () => {
  const missed = next(arranged(), shed, said('could-not-come', { task: t3 }));
  const ended = next(missed, coordinator, move(t1, 'failed', because('x')));
  expect(owed(ended)).toContain('CWS01 follow-up t3');
  const reported = next(ended, practice, reports('died'));
  expect(owed(reported)).not.toContain('CWS01 follow-up t3');
  expect(owed(reported)).toContain('CWS01 confirm-circumstance t1');
});

describe('a report that was confirmed and turns out to be wrong', () => {
  const undone = () => {
    const gone = confirmed();
    return next(gone, coordinator, settles(reportOf(gone)?.id ?? '', 'wrong'));
  };

  test('leaves what was cancelled as it is, takes back what nobody answered, and lists it', () => {
    expect(statuses(undone())).toEqual(['in-progress', 'cancelled', 'entered-in-error']);
    expect(undone().aborts.map((a) => a.status)).toEqual(['cancelled']);
    const listed = reportOf(undone())?.about?.map((a) => a.reference?.replace(/\/.*\./, ' '));
    expect(listed?.sort()).toEqual(['Appointment a1', 'Appointment a3', 'Task t2', 'Task t3', 'Task t4', 'Task t5']);
  });

  test('somebody speaks to the person about it within one working day', () => {
    expect(mayContactPerson(undone())).toBe(true);
    expect(owed(undone())).toContain('CWS01 make-good t1');
    expect(owed(next(undone(), coordinator, recorded('conversation')))).not.toContain('CWS01 make-good t1');
  });

  test('nothing is owed for one that called nothing off', () => {
    const reported = next(arranged(), group, reports('died', { task: t2 }));
    const wrong = next(reported, coordinator, settles(reportOf(reported)?.id ?? '', 'wrong'));
    expect(owed(wrong)).toEqual(owed(arranged()));
  });
});

describe('another practice', () => {
  const messages = (r: Referral) =>
    r.communications.filter((c) => kindOf(c) === 'practice-message').map((c) => `${topicOf(c)} ${c.status}`);
  const elsewhere = () => {
    const reported = next(taken(), coordinator, reports('other-practice', { confirmed: true }));
    return next(reported, coordinator, recorded('conversation'));
  };

  test('is told to the practice, once it is confirmed, unless the practice said so itself', () => {
    expect(messages(elsewhere())[0]).toBe('other-practice in-progress');
    const own = next(taken(), practice, reports('other-practice'));
    expect(messages(next(own, coordinator, settles(reportOf(own)?.id ?? '', 'confirmed')))).toEqual([]);
  });

  test('later messages wait, as an item for a person, until somebody was told by hand', () => {
    expect(messages(elsewhere())).toEqual(['other-practice in-progress', 'first-conversation on-hold']);
    expect([mayContactPerson(elsewhere()), owed(elsewhere()).includes('CWS01 clear-practice t1')]).toEqual([
      true,
      true,
    ]);
    const held = elsewhere().communications.at(-1);
    const rung = next(elsewhere(), coordinator, {
      kind: 'acknowledge',
      communication: {
        ...{ resourceType: 'Communication', status: 'completed' },
        inResponseTo: [{ reference: `Communication/${held?.id}` }],
        recipient: [{ display: 'Receptionist of the new practice' }],
        medium: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: 'PHONE' }] }],
      },
    });
    expect(owed(rung)).not.toContain('CWS01 clear-practice t1');
  });

  test.each(['wrong', 'over'] as const)('what waited goes out when it is %s', (as) => {
    const cleared = next(elsewhere(), coordinator, settles(reportOf(elsewhere())?.id ?? '', as));
    expect(messages(cleared)).toEqual(['other-practice in-progress', 'first-conversation in-progress']);
    expect(owed(cleared)).not.toContain('CWS01 clear-practice t1');
  });
});

describe('a message that had not arrived', () => {
  const lost = (from: Referral, topic: string, more: object = {}) => {
    const message = from.communications.find((c) => topicOf(c) === topic)?.id ?? '';
    return next(from, hub, { kind: 'record-delivery', message, outcome: 'by-hand', ...more });
  };
  const spoken = () => lost(next(taken(), coordinator, recorded('conversation')), 'first-conversation');
  const elsewhere = (from: Referral) => next(from, coordinator, reports('other-practice', { confirmed: true }));
  const ended = () => next(taken(), coordinator, move(t1, 'failed', because('x')));

  test('before it became known that the person is with another practice is not told the old one in another way', () => {
    expect(owed(spoken())).toContain('CWS01 tell-otherwise t1');
    const known = elsewhere(spoken());
    expect(owed(known)).not.toContain('CWS01 tell-otherwise t1');
    expect(obligations(known)).toContainEqual(
      expect.objectContaining({ what: 'clear-practice', since: known.at, due: workingDaysAfter(known.at, 1) }),
    );
    const wrong = next(known, coordinator, settles(reportOf(known)?.id ?? '', 'wrong'));
    expect(owed(wrong)).toContain('CWS01 tell-otherwise t1');
    expect(owed(wrong)).not.toContain('CWS01 clear-practice t1');
  });

  test('and says how it ended is asked of nobody at the old practice any more', () => {
    const known = lost(next(elsewhere(taken()), coordinator, move(t1, 'failed', because('x'))), 'closing');
    expect(owed(known).filter((one) => /closing|tell|clear/.test(one))).toEqual(['CWS01 clear-practice t1']);
  });

  test('because the person is not their patient leads to finding out whose they are', () => {
    const notTheirs = { outcome: 'refused', notTheirs: true };
    const said = lost(next(taken(), coordinator, recorded('conversation')), 'first-conversation', notTheirs);
    expect(owed(said)).toEqual(expect.arrayContaining(['CWS01 clear-practice t1', 'CWS01 confirm-circumstance t1']));
    expect(owed(said)).not.toContain('CWS01 tell-otherwise t1');
    // Once all is over nothing is reported, and the answer says it.
    const over = lost(ended(), 'closing', notTheirs);
    expect(owed(over)).toEqual(['CWS01 clear-practice t1']);
    expect(owed(lost(ended(), 'closing'))).toContain('CWS01 tell-otherwise t1');
  });

  test('and was read by a person all the same still says that the person is not theirs', () => {
    const read = next(next(taken(), coordinator, recorded('conversation')), practice, {
      kind: 'acknowledge',
      communication: {
        ...{ resourceType: 'Communication', status: 'completed', sender: { display: 'Dr Okafor' } },
        inResponseTo: [{ reference: `Communication/${t1.replace('t1', 'm2')}` }],
      },
    });
    const said = lost(read, 'first-conversation', { outcome: 'refused', notTheirs: true });
    expect(owed(said)).toContain('CWS01 confirm-circumstance t1');
  });
});
