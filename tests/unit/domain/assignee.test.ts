import { expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { assigneeOf } from '../../../functions/domain/tasks/assignee.ts';
import { assigns, closeWith, move, reviewOn } from './acts.ts';
import { coordinator, day, group, otherPractice, practice, t1, t2 } from './cast.ts';
import { accepted, taken, tell } from './owed.ts';
import { attempt, next, opened, refusalsOf, story } from './referrals.ts';

test('the coordinator says whose case it is, in words that FHIR has for it', () => {
  const referral = next(taken(), coordinator, assigns('jb', 'Jo Bloggs'));
  expect(assigneeOf(referral.task)).toEqual({ code: 'jb', name: 'Jo Bloggs' });
  expect(referral.task.extension).toContainEqual({
    url: extensions.assignee,
    valueReference: { identifier: { system: systems.staff, value: 'jb' }, display: 'Jo Bloggs' },
  });
});

test('the same again changes nothing; another takes over; without one it is the team’s', () => {
  const referral = next(taken(), coordinator, assigns('jb', 'Jo Bloggs'));
  expect(attempt(referral, coordinator, assigns('jb', 'Jo Bloggs'))).toMatchObject({
    ok: true,
    value: { changed: [] },
  });
  expect(assigneeOf(next(referral, coordinator, assigns('am')).task)).toEqual({ code: 'am' });
  expect(assigneeOf(next(referral, coordinator, assigns()).task)).toBeUndefined();
});

test('it stands whatever the Task goes through, and may still be another’s after the end', () => {
  const until = { reason: { text: 'x' }, reviewDate: day(7).slice(0, 10) };
  const referral = story(
    next(taken(), coordinator, assigns('jb')),
    [coordinator, move(t1, 'in-progress')],
    [coordinator, move(t1, 'on-hold', until)],
    [coordinator, move(t1, 'in-progress')],
  );
  expect(assigneeOf(referral.task)).toEqual({ code: 'jb' });
  expect(referral.task.extension).not.toContainEqual(reviewOn(until.reviewDate));
  const closed = next(tell('attended'), coordinator, closeWith('connected-and-attended'));
  expect(assigneeOf(next(closed, coordinator, assigns('am')).task)).toEqual({ code: 'am' });
});

test('nobody else may, and on no other Task', () => {
  expect(refusalsOf(taken(), practice, assigns('jb'))).toEqual(['not-yours-to-change']);
  expect(refusalsOf(accepted(), group, assigns('jb'))).toEqual(['not-found']);
  expect(refusalsOf(opened(), otherPractice, assigns('jb'))).toEqual(['not-found']);
  expect(refusalsOf(accepted(), coordinator, { ...assigns('jb'), kind: 'assign', task: t2 })).toEqual(['wrong-parent']);
});

test.each([
  ['a code with a space', 'j b', undefined],
  ['no code', '', undefined],
  ['digits that could be an NHS number', '9000000009', undefined],
  ['a name that is none', 'jb', '-'],
])('%s is refused', (_, code, name) => {
  expect(refusalsOf(taken(), coordinator, assigns(code, name))).toEqual(['invalid-input']);
});
