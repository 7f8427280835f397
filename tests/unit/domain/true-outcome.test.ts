import { describe, expect, test } from 'vitest';
import { outcomes } from '../../../contracts/lifecycle/codes.ts';
import { outcomeFacts, outcomeNeeds } from '../../../contracts/lifecycle/outcome-facts.ts';
import { systems } from '../../../contracts/systems.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, meetingAt, move, onwardTo, output, recorded, said } from './acts.ts';
import { coordinator, day, group, practice, t1, t2 } from './cast.ts';
import { onwards } from './reachable.ts';
import { attempt, next, opened, refusalsOf, story } from './referrals.ts';

/** DESIGN 4: what a practice puts into the person's record is what happened, by one table. */
const taken = () => next(opened(), coordinator, move(t1, 'accepted'));
const spoken = (referral: Referral = taken()) => next(referral, coordinator, recorded('conversation'));
const handedOver = () => story(spoken(), [coordinator, onwardTo('walking-group')], [group, move(t2, 'accepted')]);
const met = (result: 'attended' | 'did-not-attend') =>
  story(handedOver(), [group, meetingAt(day(3))], [group, said(result), day(3, 12)]);
const declined = (code: string) =>
  story(taken(), [coordinator, onwardTo('walking-group')], [group, move(t2, 'rejected', because('No', code))]);
const tried = (referral: Referral, ...instants: string[]) =>
  instants.reduce(
    (before, sent) => next(before, coordinator, recorded('contact-attempt', t1, { sent }), day(20)),
    referral,
  );
const need = output('unmet-need', systems.activity, 'befriending');

test('every outcome has its facts, and every fact is asked for', () => {
  expect(Object.keys(outcomeNeeds)).toEqual(Object.keys(outcomes));
  expect(new Set(Object.values(outcomeNeeds).flat())).toEqual(new Set(Object.keys(outcomeFacts)));
});

test.each<[string, keyof typeof outcomes, () => Referral, string[]]>([
  ['somebody came', 'connected-and-attended', () => met('attended'), []],
  ['nobody was handed over', 'connected-and-attended', spoken, ['outcome-untrue']],
  [
    'the person did not come, and was spoken to',
    'connected-not-attended',
    () => next(met('did-not-attend'), coordinator, recorded('conversation', t2)),
    [],
  ],
  ['the person came', 'connected-not-attended', () => met('attended'), ['outcome-untrue']],
  ['no group accepted', 'connected-not-attended', () => spoken(declined('no-capacity')), ['outcome-untrue']],
  ['somebody spoke with the person', 'advice-only', spoken, []],
  ['a group declined', 'advice-only', () => spoken(declined('no-capacity')), []],
  ['nobody spoke with the person', 'advice-only', taken, ['outcome-untrue']],
  [
    'a group had accepted, whatever became of it',
    'advice-only',
    () => story(onwards.failed?.() ?? taken(), [coordinator, recorded('conversation', t2)]),
    ['advice-only'],
  ],
  ['the need is not recorded', 'no-service-available', taken, ['need-missing']],
  ['somebody spoke with the person', 'declined-by-person', spoken, []],
  ['a group said it for the person', 'declined-by-person', () => declined('declined-by-person'), []],
  ['a group had no room', 'declined-by-person', () => declined('no-capacity'), ['outcome-untrue']],
  ['nobody asked the person', 'declined-by-person', taken, ['outcome-untrue']],
  ['whatever is known', 'moved-or-died', taken, []],
])('%s: %s', (_, outcome, build, refused) => {
  expect(refusalsOf(build(), coordinator, closeWith(outcome))).toEqual(refused);
});

test('no service available stands with the need', () => {
  expect(refusalsOf(taken(), coordinator, closeWith('no-service-available', need))).toEqual([]);
});

test('a refusal names what is missing', () => {
  expect(attempt(taken(), coordinator, closeWith('advice-only'))).toMatchObject({
    refusals: [{ diagnostics: 'no conversation with the person is recorded' }],
  });
  expect(attempt(taken(), coordinator, closeWith('unable-to-contact'))).toMatchObject({
    refusals: [{ diagnostics: expect.stringContaining('fewer than 3 contact attempts on different days') }],
  });
});

describe('a person counts as not to be reached', () => {
  const claims = [
    closeWith('unable-to-contact'),
    move(t1, 'failed', because('Never answered', 'unable-to-contact')),
    move(t1, 'failed', { ...because('Never answered'), businessStatus: 'unable-to-contact' }),
    move(t1, 'cancelled', { ...because('Never answered'), businessStatus: 'unable-to-contact' }),
  ];

  test.each(claims)('after three tries on different days and at different times, however it is said: %j', (claim) => {
    const twice = tried(taken(), day(1), day(2, 15));
    expect(refusalsOf(twice, coordinator, claim, day(21))).toEqual(['outcome-untrue']);
    expect(refusalsOf(tried(twice, day(2, 18)), coordinator, claim, day(21))).toEqual(['outcome-untrue']);
    expect(refusalsOf(tried(twice, day(3)), coordinator, claim, day(21))).toEqual([]);
  });

  test('not by what was tried before somebody spoke with them, or before they were referred', () => {
    const [claim = closeWith('unable-to-contact')] = claims;
    const after = next(tried(taken(), day(1), day(2, 15), day(3)), coordinator, recorded('conversation'), day(21));
    expect(refusalsOf(after, coordinator, claim, day(22))).toEqual(['outcome-untrue']);
    const before = tried(taken(), day(0, 8), day(1), day(2, 15));
    expect(refusalsOf(before, coordinator, claim, day(21))).toEqual(['outcome-untrue']);
  });

  test('not if they came to a meeting', () => {
    const came = tried(met('attended'), day(5), day(6, 15), day(7));
    expect(refusalsOf(came, coordinator, closeWith('unable-to-contact'), day(21))).toEqual(['outcome-untrue']);
  });
});

test('a reason that says the same as an outcome is held to the same facts', () => {
  const withdrawn = move(t1, 'failed', because('Told us', 'withdrawn-by-person'));
  expect(refusalsOf(taken(), coordinator, withdrawn)).toEqual(['outcome-untrue']);
  expect(refusalsOf(spoken(), coordinator, withdrawn)).toEqual([]);
  expect(refusalsOf(spoken(), coordinator, move(t1, 'failed', because('Well', 'connected-and-attended')))).toEqual([
    'outcome-untrue',
  ]);
});

test('a referrer that takes its request back says why in its own words, and needs no facts', () => {
  const cancel = move(t1, 'cancelled', because('She told us', 'declined-by-person'));
  expect(refusalsOf(taken(), practice, cancel)).toEqual([]);
});

test('an outcome that is added once all has ended is held to the facts as well; another output is not', () => {
  const closed = next(spoken(), coordinator, closeWith('advice-only'), day(2));
  const late = { kind: 'update-task', task: t1, to: 'completed' } as const;
  const came = output('outcome', systems.outcome, 'connected-and-attended');
  expect(refusalsOf(closed, coordinator, { ...late, outputs: [came] }, day(3))).toEqual(['outcome-untrue']);
  expect(attempt(closed, coordinator, { ...late, outputs: [need] }, day(3)).ok).toBe(true);
});
