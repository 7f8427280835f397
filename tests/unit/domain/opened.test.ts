import { describe, expect, test } from 'vitest';
import { kindOf } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Actor, Referral } from '../../../functions/domain/referral.ts';
import {
  assigns,
  because,
  draft,
  meetingAt,
  move,
  onwardDraft,
  onwardTo,
  opens,
  recorded,
  said,
  writes,
} from './acts.ts';
import { coordinator, day, group, otherPractice, practice, shed, t1, t2 } from './cast.ts';
import { accepted, asked, named, spoken, taken } from './owed.ts';
import { attempt, next, opened, refusalsOf, reminded, story } from './referrals.ts';

const t3 = t1.replace('t1', 't3');

test('a named person has opened it: who, for which organisation, what and when', () => {
  const referral = next(opened(), coordinator, opens(t1, 'Jo Bloggs'), day(1));
  expect(referral.communications).toMatchObject([
    {
      status: 'completed',
      about: [{ reference: `Task/${t1}` }],
      sender: { reference: 'Organization/CWS01', display: 'Jo Bloggs' },
      sent: day(1),
    },
  ]);
  expect(referral.communications.map(kindOf)).toEqual(['opened']);
  const decided = attempt(opened(), coordinator, opens());
  expect(decided).toMatchObject({ value: { action: 'open', events: [{ type: 'opened', task: `Task/${t1}` }] } });
});

test.each<[string, Actor, string, () => Referral, string[]]>([
  ['the referrer its referral', practice, t1, asked, []],
  ['the referrer an onward request', practice, t2, asked, ['not-found']],
  ['the referrer its own draft', practice, t1, () => opened({ sent: draft }), []],
  ['the coordinator a draft that was not sent', coordinator, t1, () => opened({ sent: draft }), ['not-found']],
  ['the coordinator either', coordinator, t2, asked, []],
  ['a group its own', group, t2, asked, []],
  ['a group the referral', group, t1, asked, ['not-found']],
  ['a group another’s', shed, t2, () => next(asked(), coordinator, onwardTo('mens-shed')), ['not-found']],
  ['a group a draft', group, t2, () => next(spoken(), coordinator, onwardDraft('walking-group')), ['not-found']],
  ['somebody who takes no part', otherPractice, t1, asked, ['not-found']],
  ['nobody something that is not there', coordinator, t3, asked, ['not-found']],
])('%s', (_, actor, task, build, refused) => {
  expect(refusalsOf(build(), actor, opens(task))).toEqual(refused);
});

test('a system is nobody: without a name it is refused', () => {
  for (const by of ['', '-', '9'.repeat(20), 'x'.repeat(101)])
    expect(refusalsOf(opened(), coordinator, opens(t1, by))).toEqual(['missing-element']);
});

describe('opened again', () => {
  test('after a duty owner has read it, it is an opening, also where the coordinator did something in between', () => {
    const duty: Actor = { client: 'safeguarding-desk', organisation: 'DUTY1', known: 'duty-owner' };
    const looked = (referral: Referral) => obligations(referral).every(({ what }) => what !== 'look-who-read');
    const read = story(
      taken(),
      [coordinator, opens()],
      [duty, { kind: 'break-glass', by: 'Dr Obi', why: 'A worry' }],
      [coordinator, recorded('conversation')],
    );
    expect(looked(read)).toBe(false);
    expect(looked(next(read, coordinator, opens()))).toBe(true);
  });

  const isWritten = (referral: Referral, actor: Actor, task: string, at?: string): boolean => {
    const decided = attempt(referral, actor, opens(task, 'Ama Mensah'), at);
    return decided.ok && decided.value.changed.length > 0;
  };

  test('with nothing new it is no version, whoever it is and whatever others opened', () => {
    const both = story(asked(), [coordinator, opens()], [group, opens(t2)], [practice, opens()]);
    expect([isWritten(both, coordinator, t1), isWritten(both, group, t2), isWritten(both, practice, t1)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(isWritten(next(both, coordinator, opens(t2)), coordinator, t1)).toBe(false);
  });

  test.each<[string, (from: Referral) => Referral, boolean, boolean, boolean]>([
    // what happened; is it news to the coordinator, to the group, to the practice
    [
      'the group said yes, so that the referral is under way',
      (r) => next(r, group, move(t2, 'accepted')),
      true,
      false,
      true,
    ],
    ['the practice asked', (r) => next(r, practice, writes('question', 'How is she?')), true, false, false],
    ['the coordinator asked', (r) => next(r, coordinator, writes('question', 'Is it her number?')), false, false, true],
    [
      'the coordinator told of a try',
      (r) => next(r, coordinator, recorded('contact-attempt', t1)),
      false,
      false,
      false,
    ],
    ['the group was reminded', (r) => reminded(r, 'answer-request'), false, true, false],
    ['another group was asked', (r) => next(r, coordinator, onwardTo('mens-shed')), false, false, false],
  ])('something new is told: %s', (_, happens, toCoordinator, toGroup, toPractice) => {
    const from = story(asked(), [coordinator, opens()], [group, opens(t2)], [practice, opens()]);
    const after = happens(from);
    expect([isWritten(after, coordinator, t1), isWritten(after, group, t2), isWritten(after, practice, t1)]).toEqual([
      toCoordinator,
      toGroup,
      toPractice,
    ]);
  });

  test('what began by itself is new: the meeting is over, and somebody has to say who came', () => {
    const referral = next(named(), group, opens(t2), day(1));
    expect(isWritten(referral, group, t2, day(2))).toBe(false);
    expect(isWritten(referral, group, t2, day(3, 12))).toBe(true);
  });

  test('who has acted since has seen it', () => {
    const begun = story(accepted(), [group, move(t2, 'in-progress')], [group, opens(t2)]);
    const stopped = next(begun, coordinator, { kind: 'request-abort', task: t2, ...because('Moved') });
    expect(isWritten(stopped, group, t2)).toBe(true);
    const referral = next(stopped, group, meetingAt(day(3)));
    expect(isWritten(referral, group, t2)).toBe(false);
    expect(isWritten(story(referral, [coordinator, assigns('jb')]), group, t2)).toBe(false);
  });
});

test('an opening says nothing of the person: it settles nothing and moves nothing', () => {
  const before = next(named(), group, said('not-sure'), day(3, 12));
  const after = next(before, group, opens(t2));
  expect({ ...after, communications: [], acted: 0, at: 0, version: 0 }).toEqual({
    ...{ ...before, communications: [], acted: 0, at: 0, version: 0 },
  });
  expect(taken().communications).toEqual([]);
});

test('that a duty owner read the referral is looked at by who opens the referral, not one of its onward requests', () => {
  const desk: Actor = { client: 'desk', organisation: 'safeguarding-desk', known: 'duty-owner' };
  const read = next(asked(), desk, { kind: 'break-glass', by: 'Dr Amara Obi', why: 'A concern' });
  const owes = (referral: Referral) => obligations(referral).some(({ what }) => what === 'look-who-read');
  expect(owes(read)).toBe(true);
  expect(owes(story(read, [coordinator, opens(t2)], [group, opens(t2)], [practice, opens()]))).toBe(true);
  expect(owes(next(read, coordinator, opens()))).toBe(false);
});
