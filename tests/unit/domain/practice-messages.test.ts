import { describe, expect, test } from 'vitest';
import { type Outcome, practiceMessages } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, kindOf } from '../../../functions/domain/coding.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { because, closeWith, meetingAt, move, onwardTo, recorded, said } from './acts.ts';
import { coordinator, day, group, practice, shed, t1, t2 } from './cast.ts';
import { attempt, next, opened, story } from './referrals.ts';

const told = (referral: Referral): string[] =>
  referral.communications.filter((c) => kindOf(c) === 'practice-message').map((c) => topicOf(c) ?? '');
const lastCodes = (referral: Referral): string[] =>
  (referral.communications.filter((c) => kindOf(c) === 'practice-message').at(-1)?.reasonCode ?? []).map(
    (c) => c.coding?.[0]?.code ?? '',
  );

const accepted = (): Referral =>
  story(
    opened(),
    [coordinator, move(t1, 'accepted')],
    [coordinator, recorded('conversation')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'accepted')],
  );
const met = (result: Parameters<typeof said>[0]) =>
  story(accepted(), [group, meetingAt(day(3))], [group, said(result), day(3, 12)]);
/** Somebody spoke to the person about the meeting that they could not come to. */
const followed = (referral: Referral) => next(referral, coordinator, recorded('conversation', t2));
const firstMeeting = (referral: Referral) => referral.onward[0]?.meetings[0]?.id ?? '';

describe('the practice is told', () => {
  test('three things in the whole of an ordinary referral', () => {
    const closed = next(met('attended'), coordinator, closeWith('connected-and-attended'));
    expect(told(closed)).toEqual(['first-conversation', 'first-meeting', 'closing']);
    expect(lastCodes(closed)).toEqual(['connected-and-attended', 'attended', 'completed']);
  });

  test('in the version that causes it, as codes, without anybody’s words', () => {
    const taken = next(opened(), coordinator, move(t1, 'accepted'));
    const begun = next(taken, coordinator, recorded('conversation', t1, { note: [{ text: 'Her son drinks.' }] }));
    const message = begun.communications.find((c) => kindOf(c) === 'practice-message');
    expect(message).toMatchObject({
      status: 'in-progress',
      recipient: [{ reference: 'Organization/L99901' }],
      sender: { reference: 'Organization/CWS01' },
      about: [{ reference: `Task/${t1}` }],
      meta: { versionId: '3' },
    });
    expect(JSON.stringify(message)).not.toContain('drinks');
    expect(message?.payload).toBeUndefined();
  });

  test('each routine thing once, however many groups, holds and meetings there are', () => {
    const t3 = t2.replace('t2', 't3');
    const until = { ...because('In hospital'), reviewDate: day(5).slice(0, 10) };
    const long = story(
      met('attended'),
      [coordinator, move(t1, 'on-hold', until)],
      [coordinator, move(t1, 'in-progress')],
      [coordinator, onwardTo('mens-shed')],
      [shed, move(t3, 'accepted')],
      [shed, meetingAt(day(10), { task: t3 })],
      [shed, said('attended', { task: t3 }), day(11)],
      [group, meetingAt(day(12))],
      [group, said('attended'), day(13)],
      [coordinator, closeWith('connected-and-attended')],
    );
    expect(told(long)).toEqual(['first-conversation', 'first-meeting', 'closing']);
    expect(Object.values(practiceMessages).filter((m) => m.routine)).toHaveLength(3);
  });

  test.each(['did-not-attend', 'could-not-come', 'not-sure'] as const)(
    'nothing of %s until it is resolved',
    (result) => {
      expect(told(met(result))).toEqual(['first-conversation']);
      const again = story(met(result), [group, meetingAt(day(10))]);
      expect(told(again)).toEqual(['first-conversation']);
      expect(told(next(again, group, said('attended'), day(11)))).toEqual(['first-conversation', 'first-meeting']);
    },
  );

  test('of somebody who never came when the referral closes', () => {
    const closed = next(followed(met('did-not-attend')), coordinator, closeWith('connected-not-attended'));
    expect(told(closed)).toEqual(['first-conversation', 'closing']);
    expect(lastCodes(closed)).toContain('did-not-attend');
  });

  test('when the service cannot take the person', () => {
    const refused = next(opened(), coordinator, move(t1, 'rejected', because('Full', 'no-capacity')));
    expect(told(refused)).toEqual(['refused']);
    expect(lastCodes(refused)).toEqual(['no-capacity']);
  });

  test('when it ends early, unless the practice itself ended it before anybody had taken it', () => {
    const failed = next(accepted(), coordinator, move(t1, 'failed', because('x', 'declined-by-person')));
    expect(told(failed)).toEqual(['first-conversation', 'closing']);
    expect(lastCodes(failed)).toEqual(['declined-by-person', 'failed']);
    expect(told(next(opened(), practice, move(t1, 'cancelled', because('x'))))).toEqual([]);
    const taken = next(opened(), coordinator, move(t1, 'accepted'));
    expect(told(next(taken, practice, move(t1, 'cancelled', because('x'))))).toEqual(['closing']);
    expect(told(next(opened(), practice, move(t1, 'entered-in-error', because('x'))))).toEqual([]);
  });
});

describe('of the first conversation it hears', () => {
  const taken = () => next(opened(), coordinator, move(t1, 'accepted'));
  const notDone = { status: 'not-done' as const, statusReason: { text: 'Her telephone is dead. Her son drinks.' } };

  test('when it was held, not when work began or a group accepted', () => {
    const begun = story(
      taken(),
      [coordinator, move(t1, 'in-progress')],
      [coordinator, onwardTo('walking-group')],
      [group, move(t2, 'accepted')],
    );
    expect(told(begun)).toEqual([]);
    const spoken = next(begun, coordinator, recorded('conversation'));
    expect(told(spoken)).toEqual(['first-conversation']);
    expect(lastCodes(spoken)).toEqual(['held']);
  });

  test('when it was not possible, as a code: why stays with the coordinator', () => {
    const tried = next(taken(), coordinator, recorded('conversation', t1, notDone));
    expect(told(tried)).toEqual(['first-conversation']);
    expect(lastCodes(tried)).toEqual(['not-possible']);
    expect(JSON.stringify(tried.communications.filter((c) => kindOf(c) === 'practice-message'))).not.toMatch(
      /telephone|drinks/,
    );
  });

  test('once: neither a later conversation nor one about a group is told again', () => {
    const later = story(
      taken(),
      [coordinator, recorded('conversation', t1, notDone)],
      [coordinator, recorded('conversation')],
      [coordinator, onwardTo('walking-group')],
      [coordinator, recorded('conversation', t2)],
    );
    expect(told(later)).toEqual(['first-conversation']);
  });

  test('nothing of a try to reach the person, nor once it was told how it ended', () => {
    expect(told(next(taken(), coordinator, recorded('contact-attempt')))).toEqual([]);
    const ended = next(taken(), coordinator, move(t1, 'failed', because('Moved', 'moved-or-died')));
    expect(told(next(ended, coordinator, recorded('conversation')))).toEqual(['closing']);
  });
});

describe('when what it was told is no longer true', () => {
  const correct = (referral: Referral, result: Parameters<typeof said>[0], at = day(4)) =>
    next(referral, group, said(result, { appointment: firstMeeting(referral) }), at);

  test('it hears the correction, and the correction of that', () => {
    const wrong = correct(met('attended'), 'did-not-attend');
    expect(told(wrong)).toEqual(['first-conversation', 'first-meeting', 'correction']);
    expect(lastCodes(wrong)).toContain('did-not-attend');
    const right = correct(wrong, 'attended', day(5));
    expect(told(right)).toEqual(['first-conversation', 'first-meeting', 'correction', 'correction']);
    expect(lastCodes(right)).toContain('attended');
  });

  test('also after the end', () => {
    const close = (outcome: Outcome, referral: Referral) => next(referral, coordinator, closeWith(outcome));
    const late = correct(close('connected-not-attended', followed(met('did-not-attend'))), 'attended');
    expect(told(late)).toEqual(['first-conversation', 'closing', 'correction']);
    const less = correct(close('connected-and-attended', met('attended')), 'did-not-attend');
    expect(told(less)).toEqual(['first-conversation', 'first-meeting', 'closing', 'correction']);
  });

  test('but not for a correction of a later meeting, nor while another group has seen the person', () => {
    const twice = story(met('attended'), [group, meetingAt(day(10))], [group, said('did-not-attend'), day(11)]);
    const second = twice.onward[0]?.meetings[1]?.id ?? '';
    expect(told(next(twice, group, said('could-not-come', { appointment: second })))).toEqual([
      'first-conversation',
      'first-meeting',
    ]);
    const t3 = t2.replace('t2', 't3');
    const both = story(
      met('attended'),
      [coordinator, onwardTo('mens-shed')],
      [shed, move(t3, 'accepted')],
      [shed, meetingAt(day(4), { task: t3 })],
      [shed, said('attended', { task: t3 }), day(5)],
    );
    expect(told(correct(both, 'did-not-attend', day(6)))).toEqual(['first-conversation', 'first-meeting']);
  });
});

test('every message is announced as an event of its version', () => {
  const decided = attempt(met('attended'), coordinator, closeWith('connected-and-attended'));
  if (!decided.ok) throw new Error('refused');
  expect(decided.value.events.filter((e) => e.type === 'message-due')).toEqual([
    { type: 'message-due', task: `Task/${t1}` },
  ]);
  expect(
    codeIn(systems.practiceMessage, decided.value.changed.find((r) => r.resourceType === 'Communication')?.topic),
  ).toBe('closing');
});
