import { describe, expect, test } from 'vitest';
import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import { practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { callsIn, isCall } from '../../../functions/domain/call/calls.ts';
import { isHeldBack } from '../../../functions/domain/circumstance/held-messages.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, move, onwardTo, reads, recorded, reports, settles } from './acts.ts';
import { asksForCall, newestCall, rings } from './calls.ts';
import { coordinator, day, group, hub, otherPractice, practice, t1, t2 } from './cast.ts';
import { agreed, next, refusalsOf, reminded, story, taken } from './referrals.ts';

const owner = 'L99901';
const fromGroup = asksForCall({ task: t2, owner });
const urgently = asksForCall({ task: t2, owner, urgent: true });

/** What is owed because a call was asked for: `who what due`. Day 0 is Monday 2 November 2026. */
const owedCalls = (referral: Referral): string[] =>
  obligations(referral)
    .filter(({ what }) => what.startsWith('call-'))
    .map(({ who, what, due }) => `${who} ${what} ${due.slice(5, 16)}`);

describe('a group says that the person is not well', () => {
  test('the practice is to read it within a working day, then the coordinator rings', () => {
    const asked = next(agreed(), group, fromGroup, day(0));
    expect(owedCalls(asked)).toEqual(['L99901 call-read 11-03T17:00']);
    const once = reminded2(asked, 'call-read');
    expect(owedCalls(once)).toEqual(['CWS01 call-read 11-04T17:00']);
  });

  test('urgently: within an hour of work, then the coordinator within another', () => {
    const asked = next(agreed(), group, urgently, day(0, 10));
    expect(owedCalls(asked)).toEqual(['L99901 call-read-urgent 11-02T11:00']);
    expect(owedCalls(reminded2(asked, 'call-read-urgent'))).toEqual(['CWS01 call-read-urgent 11-02T12:00']);
    const evening = next(agreed(), group, urgently, day(4, 18));
    expect(owedCalls(evening)).toEqual(['L99901 call-read-urgent 11-09T10:00']);
  });

  test('urgently: a reminder that came late takes nothing from the hour at which the coordinator rings', () => {
    const asked = next(agreed(), group, urgently, day(0, 10));
    const [owed] = obligations(asked).filter(({ what }) => what === 'call-read-urgent');
    const { task = '', due = '', about = '' } = owed ?? {};
    const chase = { kind: 'chase', obligation: 'call-read-urgent', task, due, about } as const;
    const chased = next(asked, hub, chase, day(0, 13));
    expect(owedCalls(chased)).toEqual(['CWS01 call-read-urgent 11-02T12:00']);
    const rung = next(chased, hub, { ...chase, due: day(0, 12) }, day(0, 14));
    expect(owedCalls(rung)).toEqual(['CWS01 call-read-urgent 11-03T17:00']);
  });

  test('what it is told says by when it is read, and whom to ring in danger, and is kept', () => {
    const { record } = callsIn(next(agreed(), group, urgently, day(0, 10))).at(-1) ?? {};
    expect(record?.payload?.[0]?.contentString).toMatch(
      /Monday 2 November 2026 at 11:00.*Monday 2 November 2026 at 12:00.*999.*111/s,
    );
    expect(record).toMatchObject({ priority: 'urgent', sender: { reference: 'Organization/walking-group' } });
  });

  test('by when it is read stays as it was told, also where the area becomes slower meanwhile', () => {
    const slower = { ...thisPolicy, callRead: { read: 3, ring: 5 }, callReadUrgentHours: { read: 4, ring: 8 } };
    const dues = (referral: Referral) =>
      obligations(referral, slower).flatMap(({ what, due }) => (what.startsWith('call-') ? [due.slice(5, 16)] : []));
    expect(dues(next(agreed(), group, urgently, day(0, 10)))).toEqual(['11-02T11:00']);
    const asked = next(agreed(), group, fromGroup);
    expect(dues(asked)).toEqual(['11-03T17:00']);
    expect(dues(reminded2(asked, 'call-read'))).toEqual(['11-04T17:00']);
    // One that was asked before this was kept goes by what the area says today.
    const before = asked.communications.map((c) => (isCall(c) ? { ...c, extension: [] } : c));
    expect(dues({ ...asked, communications: before })).toEqual(['11-05T17:00']);
  });

  test('whoever asks is told nothing of a practice that may not be known; the coordinator is told that it is the one to ring', () => {
    const told = (referral: Referral): string => callsIn(referral).at(-1)?.record.payload?.[0]?.contentString ?? '';
    const unknown = next(agreed(), group, asksForCall({ task: t2 }));
    expect(told(unknown)).toBe(told(next(agreed(), group, fromGroup)));
    expect(told(unknown)).toMatch(/where no practice can be told, a link worker/);
    expect(told(next(taken(), coordinator, asksForCall()))).toMatch(/^No practice was told.*You ring/s);
    expect(told(next(taken(), coordinator, asksForCall({ owner })))).toMatch(/^The practice .* is told/s);
    const deed = { ...asksForCall({ owner }) };
    const waits = story(taken(), [practice, reports('in-hospital')], [coordinator, deed]);
    expect(told(waits)).toMatch(/^No practice was told/);
  });

  test('said again it stands; that it has become urgent is new', () => {
    const asked = next(agreed(), group, fromGroup);
    expect(next(asked, group, fromGroup)).toBe(asked);
    const urgent = next(asked, group, urgently, day(0, 10));
    expect(callsIn(urgent)).toHaveLength(2);
    expect(owedCalls(urgent)).toEqual(['L99901 call-read-urgent 11-02T11:00']);
    const read = next(urgent, practice, reads(newestCall(urgent).message ?? ''));
    expect(owedCalls(read)).toEqual([]);
    // Said by somebody else it is another call.
    const both = next(asked, coordinator, { ...urgently, task: t1 }, day(0, 10));
    expect(owedCalls(both)).toEqual(['L99901 call-read-urgent 11-02T11:00', 'L99901 call-read 11-03T17:00']);
  });

  test('also when its part is over, and when the referral has ended: nothing of that makes anybody well', () => {
    const ended = story(
      agreed(),
      [group, move(t2, 'failed', because('Lost touch'))],
      [coordinator, recorded('conversation')],
      [coordinator, move(t1, 'failed', because('Lost touch'))],
    );
    expect(owedCalls(next(ended, group, fromGroup, day(1)))).toEqual(['L99901 call-read 11-04T17:00']);
  });

  test('not of an invitation of others, nor of one that it declined', () => {
    const asked = next(taken(), coordinator, onwardTo('walking-group'));
    expect(refusalsOf(asked, group, asksForCall({ task: t1 }))).toEqual(['not-found']);
    const declined = next(asked, group, move(t2, 'rejected', because('Full')));
    expect(refusalsOf(declined, group, fromGroup)).toEqual(['ended']);
  });
});

/** `about` names the message. */
function reminded2(referral: Referral, what: string): Referral {
  const owed = obligations(referral).find((o) => o.what === what);
  if (!owed) return reminded(referral, what);
  const { task, due, about = '' } = owed;
  return next(referral, hub, { kind: 'chase', obligation: what, task, due, about }, due);
}

describe('is over', () => {
  const asked = () => next(agreed(), group, urgently, day(0, 10));

  test('when a named person at the practice has read it, and no sooner', () => {
    const { message = '', record } = newestCall(asked());
    expect(refusalsOf(asked(), practice, reads(message, { sender: {} }))).toEqual(['missing-element']);
    const read = next(asked(), practice, reads(message));
    expect(owedCalls(read)).toEqual([]);
    expect(callsIn(read)[0]?.record).toMatchObject({ id: record, status: 'completed' });
  });

  test('or when the coordinator says whom it rang; that it has read it itself is not enough', () => {
    const { record } = newestCall(asked());
    expect(refusalsOf(asked(), coordinator, reads(record))).toEqual(['missing-element', 'missing-element']);
    expect(refusalsOf(asked(), practice, rings(record))).toEqual(['not-found']);
    const rang = next(asked(), coordinator, rings(record));
    expect(owedCalls(rang)).toEqual([]);
    expect(callsIn(rang)[0]?.message).toMatchObject({ status: 'completed' });
  });

  test('not when it has only arrived', () => {
    const { message = '' } = newestCall(asked());
    const arrived = next(asked(), hub, { kind: 'record-delivery', message, outcome: 'business-ack', way: 'document' });
    expect(owedCalls(arrived)).toEqual(['L99901 call-read-urgent 11-02T11:00']);
  });

  test('a practice that it does not go to can neither read it nor say so', () => {
    const elsewhere = next(agreed(), group, { ...urgently, owner: 'L99902' });
    const { message = '' } = newestCall(elsewhere);
    expect(refusalsOf(elsewhere, practice, reads(message))).toEqual(['not-found']);
    expect(owedCalls(next(elsewhere, otherPractice, reads(message)))).toEqual([]);
  });
});

describe('the coordinator rings', () => {
  test('where nobody is known who could be sent it', () => {
    const asked = next(agreed(), group, asksForCall({ task: t2, urgent: true }), day(0, 10));
    expect(owedCalls(asked)).toEqual(['CWS01 call-ring-urgent 11-02T11:00']);
    expect(newestCall(asked).message).toBeUndefined();
  });

  test.each(['moved', 'in-hospital', 'other-practice', 'moved-or-died'] as const)(
    'where it was reported: %s',
    (what) => {
      const before = story(agreed(), [coordinator, reports(what)], [group, fromGroup]);
      expect(owedCalls(before)).toEqual(['CWS01 call-ring 11-03T17:00']);
      const since = story(agreed(), [group, fromGroup], [coordinator, reports(what)]);
      expect(owedCalls(since)).toEqual(['CWS01 call-ring 11-03T17:00']);
    },
  );

  test('where the practice says that the person is not theirs, or it does not arrive', () => {
    const asked = next(agreed(), group, urgently, day(0, 10));
    const { message = '' } = newestCall(asked);
    for (const how of [{ outcome: 'refused', notTheirs: true }, { outcome: 'by-hand' }] as const) {
      const back = next(asked, hub, { kind: 'record-delivery', message, way: 'fhir', ...how }, day(0, 11));
      expect(owedCalls(back)).toEqual(['CWS01 call-ring-urgent 11-02T11:00']);
      expect(obligations(back).map(({ what }) => what)).not.toContain('tell-otherwise');
    }
  });

  test('where it was found that it must wait; once that was wrong the practice reads it', () => {
    const doubted = story(agreed(), [group, fromGroup], [coordinator, reports('other-practice')]);
    const { message = '' } = newestCall(doubted);
    const held = next(doubted, hub, { kind: 'hold-message', communication: message });
    expect(held.communications.filter(isHeldBack)).toHaveLength(1);
    expect(obligations(held).map(({ what }) => what)).not.toContain('clear-practice');
    const report = held.communications.find((c) => c.topic?.coding?.[0]?.code === 'other-practice')?.id ?? '';
    expect(owedCalls(next(held, coordinator, settles(report, 'wrong')))).toEqual(['L99901 call-read 11-03T17:00']);
    const rang = next(held, coordinator, rings(newestCall(held).record));
    expect(rang.communications.filter(isHeldBack)).toEqual([]);
  });

  test.each(['died', 'in-hospital', 'moved'] as const)(
    'of a message that waits because of a report (%s) only until nobody doubts any more; then the practice reads it',
    (what) => {
      const doubted = story(
        agreed(),
        [group, fromGroup],
        [coordinator, reports(what)],
        [practice, reports('moved-or-died')],
      );
      const held = next(doubted, hub, { kind: 'hold-message', communication: newestCall(doubted).message ?? '' });
      const idOf = (circumstance: string) =>
        held.communications.find((c) => c.topic?.coding?.[0]?.code === circumstance)?.id ?? '';
      const first = next(held, coordinator, settles(idOf(what), 'wrong'));
      expect(first.communications.filter(isHeldBack)).toHaveLength(1);
      const free = next(first, coordinator, settles(idOf('moved-or-died'), 'wrong'));
      expect(free.communications.filter(isHeldBack)).toEqual([]);
      expect(owedCalls(free)).toEqual(['L99901 call-read 11-03T17:00']);
    },
  );

  test('where the practice itself asked', () => {
    expect(owedCalls(next(taken(), practice, asksForCall({ owner })))).toEqual(['CWS01 call-ring 11-03T17:00']);
  });
});

test('after a confirmed death nobody owes a call; who asks for one then is answered as after any other report', () => {
  const died = story(agreed(), [group, fromGroup], [coordinator, reports('died', { confirmed: true })]);
  expect(owedCalls(died)).toEqual([]);
  expect(refusalsOf(died, coordinator, asksForCall())).toEqual(['ended']);
  const moved = story(agreed(), [group, fromGroup], [coordinator, reports('moved', { confirmed: true })]);
  for (const [who, asks] of [
    [group, urgently],
    [practice, asksForCall()],
  ] as const) {
    const [asked, other] = [next(died, who, asks), next(moved, who, asks)].map((r) => callsIn(r).at(-1));
    expect(asked).toEqual(other);
    expect(owedCalls(next(died, who, asks))).toEqual([]);
    expect(owedCalls(next(moved, who, asks))).not.toEqual([]);
  }
  // It was wrong: whoever was not well is not well still.
  const report = died.communications.find((c) => c.topic?.coding?.[0]?.code === 'died')?.id ?? '';
  expect(owedCalls(next(died, coordinator, settles(report, 'wrong')))).toEqual(['L99901 call-read 11-03T17:00']);
});

test('it is none of the three routine messages, and is made however many there were', () => {
  expect(practiceMessages['please-call'].routine).toBe(false);
  const full = story(agreed(), [coordinator, recorded('conversation')], [group, fromGroup]);
  const twice = story(full, [practice, reads(newestCall(full).message ?? '')], [group, fromGroup]);
  expect(callsIn(twice).map(({ message }) => message?.status)).toEqual(['completed', 'in-progress']);
});
