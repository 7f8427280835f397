import { expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { assigneeOf, givenNameOf } from '../../../functions/domain/tasks/assignee.ts';
import { teamOf } from '../../../functions/domain/tasks/team-on-task.ts';
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

test.each([
  ['Priya Shah', 'Priya'],
  ['Dr Amara Obi', 'Amara'],
  ['Shah, Priya', 'Priya'],
  ['Priya Shah, link worker', 'Priya'],
  ['Priya', 'Priya'],
  ['Mrs Shah', undefined],
  ['  ', undefined],
  [undefined, undefined],
])('of %s the person is told %s', (display, name) => {
  expect(givenNameOf(display)).toBe(name);
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

test('the coordinator moves somebody to another local team, whose they are then to give; to no team that the area does not have', () => {
  const of = next(taken(), coordinator, assigns('jb', 'Jo Bloggs'));
  const moved = next(of, coordinator, { ...assigns(), kind: 'assign', task: t1, team: 'forest' });
  expect([teamOf(moved.task), assigneeOf(moved.task)]).toEqual(['forest', undefined]);
  expect(moved.task.extension).toContainEqual({
    url: extensions.localTeam,
    valueReference: { identifier: { system: systems.team, value: 'forest' }, display: 'Forest of Dean' },
  });
  const theirs = next(moved, coordinator, assigns('am'));
  expect([teamOf(theirs.task), assigneeOf(theirs.task)]).toEqual(['forest', { code: 'am' }]);
  const again = next(theirs, coordinator, { kind: 'assign', task: t1, team: 'stroud' });
  expect(again.task.extension?.filter(({ url }) => url === extensions.localTeam)).toHaveLength(1);
  expect(refusalsOf(again, coordinator, { kind: 'assign', task: t1, team: 'bristol' })).toEqual(['invalid-input']);
  expect(refusalsOf(again, practice, { kind: 'assign', task: t1, team: 'forest' })).toEqual(['not-yours-to-change']);
});
