import type { Appointment } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { attendanceResults } from '../../../contracts/lifecycle/codes.ts';
import { extensions } from '../../../contracts/systems.ts';
import { meetingResult } from '../../../functions/domain/meetings/meetings.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, bookedAt, closeWith, meetingAt, move, note, onwardTo, recorded, said } from './acts.ts';
import { coordinator, day, group, hub, later, shed, t1, t2 } from './cast.ts';
import { next, opened, refusalsOf, story } from './referrals.ts';

/**
 * DESIGN 4, hot handover: T1 is not completed unless every onward Task that was ever accepted holds (a) a named first
 * meeting, (b) who signed the person up, (c) its result; or ended before its first meeting with a reason and a recorded
 * conversation with the person.
 */
const accepted = (): Referral =>
  story(
    opened(),
    [coordinator, move(t1, 'accepted')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
  );
const met = (result: keyof typeof attendanceResults) =>
  story(accepted(), [group, meetingAt(day(3))], [group, said(result), day(3, 12)]);
/** An outcome that claims nothing: what refuses here is the handover alone. */
const close = closeWith('moved-or-died');
const closing = (referral: Referral) => refusalsOf(referral, coordinator, close, later(referral.at));

describe('closing the referral', () => {
  test('is refused without a named first meeting', () => {
    expect(closing(accepted())).toContain('hot-handover');
  });

  test('is refused without a result', () => {
    const named = story(accepted(), [group, meetingAt(day(3))]);
    expect(refusalsOf(named, coordinator, close, day(4))).toContain('hot-handover');
  });

  test('is refused without the one who signed the person up', () => {
    const unsigned = bookedAt(day(3), { extension: [] });
    const asked = next(opened(), coordinator, move(t1, 'accepted'));
    // Nobody can name such a meeting; were it there, the guard would still see it.
    expect(refusalsOf(asked, coordinator, onwardTo('walking-group', { meeting: unsigned }))).toEqual([
      'missing-element',
    ]);
    const referral = met('attended');
    const without = (m: Appointment): Appointment => ({
      ...m,
      extension: (m.extension ?? []).filter((e) => e.url !== extensions.signedUpBy),
    });
    const onward = referral.onward.map((o) => ({ ...o, meetings: o.meetings.map(without) }));
    const decided = closing({ ...referral, onward });
    expect(decided).toContain('hot-handover');
  });

  test.each([
    ['attended', []],
    ['did-not-attend', []],
    ['could-not-come', []],
    ['not-sure', ['onward-open', 'hot-handover']],
  ] as const)('after the result %s: %j', (result, refused) => {
    expect(closing(met(result))).toEqual(refused);
  });

  test('completes what its groups have nothing left to do in, and its requests', () => {
    const closed = next(met('attended'), coordinator, close);
    expect(closed.task.status).toBe('completed');
    expect(closed.onward.map((o) => [o.task.status, o.request.status])).toEqual([['completed', 'completed']]);
  });

  test('also ends what a group had agreed to stop and not yet stopped', () => {
    const stop = { kind: 'request-abort' as const, task: t2, ...because('Enough') };
    const agreed = story(met('attended'), [coordinator, stop], [group, move(t2.replace('t2', 't3'), 'accepted')]);
    const closed = next(agreed, coordinator, close);
    expect([closed.onward[0]?.task.status, closed.aborts[0]?.status]).toEqual(['completed', 'completed']);
    expect(closing(story(met('attended'), [coordinator, stop]))).toEqual(['onward-open']);
  });

  test('is refused while a further meeting is ahead or was never answered', () => {
    const twice = story(met('attended'), [group, meetingAt(day(10))]);
    expect(refusalsOf(twice, coordinator, close, day(9))).toEqual(['onward-open']);
  });

  test('is refused for one of several groups', () => {
    const t3 = t2.replace('t2', 't3');
    const two = story(met('attended'), [coordinator, onwardTo('mens-shed')], [shed, move(t3, 'accepted')]);
    expect(closing(two)).toEqual(['onward-open', 'hot-handover']);
  });

  test('a second meeting is not taken for answered by the result of the first', () => {
    const again = story(met('did-not-attend'), [group, meetingAt(day(10))]);
    expect(refusalsOf(again, coordinator, close, day(9))).toEqual(['onward-open', 'hot-handover']);
    expect(refusalsOf(again, coordinator, close, day(11))).toEqual(['onward-open', 'hot-handover']);
    const came = next(again, group, said('attended'), day(11));
    expect(closing(came)).toEqual([]);
  });

  test('a meeting that was called off does not undo the result of the one before', () => {
    const again = story(met('did-not-attend'), [group, meetingAt(day(10))]);
    const [, second] = again.onward[0]?.meetings ?? [];
    const off = next(again, group, { kind: 'cancel-meeting', appointment: second?.id ?? '', ...because('Rain') });
    expect(closing(off)).toEqual([]);
  });
});

describe('an onward Task that ended before its first meeting', () => {
  const failed = () => story(accepted(), [group, move(t2, 'failed', because('We closed', 'capacity-lost'))]);

  test('needs a recorded conversation with the person, about it', () => {
    expect(closing(failed())).toEqual(['hot-handover']);
    expect(closing(story(failed(), [coordinator, recorded('contact-attempt', t2)]))).toEqual(['hot-handover']);
    expect(closing(story(failed(), [coordinator, recorded('conversation', t1)]))).toEqual(['hot-handover']);
    expect(closing(story(failed(), [coordinator, recorded('conversation', t2)]))).toEqual([]);
  });

  test('also when the coordinator cancelled it after it was accepted', () => {
    const cancelled = story(accepted(), [coordinator, move(t2, 'cancelled', because('Not the right one'))]);
    expect(closing(cancelled)).toEqual(['hot-handover']);
  });

  test('is no matter if it was never accepted', () => {
    const asked = story(opened(), [coordinator, move(t1, 'accepted')], [coordinator, onwardTo('walking-group')]);
    const declined = story(asked, [group, move(t2, 'rejected', because('Full'))]);
    const withdrawn = story(asked, [coordinator, move(t2, 'cancelled', because('Too far'))]);
    for (const referral of [declined, withdrawn]) expect(refusalsOf(referral, coordinator, close)).toEqual([]);
  });

  test('cannot be called completed: a group says how the first meeting went, or that it failed', () => {
    const complete = move(t2, 'completed', { outputs: [note] });
    expect(refusalsOf(accepted(), group, complete)).toEqual(['hot-handover']);
    expect(refusalsOf(met('not-sure'), group, complete)).toEqual(['hot-handover']);
    expect(refusalsOf(met('did-not-attend'), group, complete)).toEqual([]);
  });
});

describe('not known', () => {
  const unsure = () => story(accepted(), [group, meetingAt(day(3))]);
  const chase = (referral: Referral, due: string) =>
    next(referral, hub, { kind: 'chase', obligation: 'meeting-result', task: t2, due }, later(due));
  // The meeting is on Thursday 5 November; chased on Friday and on Monday at 17:00.
  const chasedOnce = () => chase(unsure(), day(4, 17));
  const chasedTwice = () => chase(chasedOnce(), day(7, 17));
  const notKnown = said('not-known');

  test('is only for the coordinator, after two chases of the group and one try to ask the person', () => {
    expect(refusalsOf(unsure(), coordinator, notKnown, day(4))).toEqual(['chases-missing']);
    expect(refusalsOf(chasedOnce(), coordinator, notKnown)).toEqual(['chases-missing']);
    expect(refusalsOf(chasedTwice(), coordinator, notKnown)).toEqual(['chases-missing']);
    const asked = next(chasedTwice(), coordinator, recorded('contact-attempt', t2));
    expect(refusalsOf(asked, group, notKnown)).toEqual(['not-yours-to-change']);
    expect(refusalsOf(asked, hub, notKnown)).toEqual(['not-found']);
    const known = next(asked, coordinator, notKnown);
    expect(meetingResult(known.onward[0]?.task ?? known.task)).toBe('not-known');
    expect(refusalsOf(known, coordinator, close)).toEqual([]);
  });

  test('a try to ask alone is not enough, nor one from before the meeting', () => {
    const early = next(accepted(), coordinator, recorded('contact-attempt', t2));
    const named = story(early, [group, meetingAt(day(3))]);
    const chased = chase(chase(named, day(4, 17)), day(7, 17));
    expect(refusalsOf(chased, coordinator, notKnown)).toEqual(['chases-missing']);
    const asked = next(unsure(), coordinator, recorded('conversation', t2), day(4));
    expect(refusalsOf(asked, coordinator, notKnown)).toEqual(['chases-missing']);
  });

  test('reminders to answer the request do not count as chases of the group', () => {
    const asked = story(opened(), [coordinator, move(t1, 'accepted')], [coordinator, onwardTo('walking-group')]);
    const remind = (referral: Referral, due: string) =>
      next(referral, hub, { kind: 'chase', obligation: 'answer-request', task: t2, due }, later(due));
    const reminded = remind(remind(asked, day(2, 17)), day(7, 17));
    expect(reminded.communications).toHaveLength(2);
    const named = story(reminded, [group, move(t2, 'accepted')], [group, meetingAt(day(8))]);
    const tried = next(named, coordinator, recorded('contact-attempt', t2), day(9));
    expect(refusalsOf(tried, coordinator, notKnown)).toEqual(['chases-missing']);
  });

  test('a new meeting opens the question again', () => {
    const asked = next(chasedTwice(), coordinator, recorded('contact-attempt', t2));
    const again = story(asked, [coordinator, notKnown], [group, meetingAt(day(14))]);
    expect(refusalsOf(again, coordinator, close, day(15))).toContain('hot-handover');
  });
});
