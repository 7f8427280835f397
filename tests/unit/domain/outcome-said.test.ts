import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../contracts/lifecycle/codes.ts';
import { systems } from '../../../contracts/systems.ts';
import { businessStatusOf, codeIn } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { topicOf } from '../../../functions/domain/said/practice-messages.ts';
import { outcomeOf } from '../../../functions/domain/tasks/ended-as.ts';
import { because, closeWith, meetingAt, move, outcome, recorded, said } from './acts.ts';
import { coordinator, day, group, t1 } from './cast.ts';
import { agreed, next, refusalsOf, story, taken } from './referrals.ts';

/** How a referral ended is said when it ends, is true, and is corrected in the open. */
const met = (result: 'attended' | 'did-not-attend') =>
  story(
    agreed(),
    [coordinator, recorded('conversation')],
    [group, meetingAt(day(3))],
    [group, said(result), day(3, 12)],
  );
const adds = (...codes: Outcome[]) => move(t1, 'completed', { outputs: codes.map(outcome) });
const corrections = (referral: Referral) =>
  referral.communications
    .filter((c) => topicOf(c) === 'correction')
    .map((c) => c.reasonCode?.map((r) => codeIn(systems.outcome, r)));

test('before the end an outcome is refused, and so nothing is forgotten over it', () => {
  const missed = met('did-not-attend');
  const outputs = [outcome('moved-or-died')];
  const hold = { ...because('x'), reviewDate: '2026-11-12', outputs };
  expect(refusalsOf(missed, coordinator, move(t1, 'in-progress', { outputs }))).toEqual(['invalid-input']);
  expect(refusalsOf(missed, coordinator, move(t1, 'on-hold', hold))).toEqual(['invalid-input']);
});

test('two at once are refused, at the end and after it', () => {
  const open = met('attended');
  expect(refusalsOf(open, coordinator, adds('connected-and-attended', 'moved-or-died'))).toEqual(['invalid-input']);
  const closed = next(open, coordinator, closeWith('connected-and-attended'));
  expect(refusalsOf(closed, coordinator, adds('declined-by-person', 'moved-or-died'))).toEqual(['invalid-input']);
});

test('an untrue one is refused also where the referral fails', () => {
  const fails = move(t1, 'failed', { ...because('x'), outputs: [outcome('connected-and-attended')] });
  expect(refusalsOf(taken(), coordinator, fails)).toEqual(['outcome-untrue']);
});

describe('after the end', () => {
  const closed = () => next(met('attended'), coordinator, closeWith('connected-and-attended'));

  test('the newest counts, and the practice hears of it', () => {
    const corrected = next(closed(), coordinator, adds('moved-or-died'));
    expect(outcomeOf(corrected.task.output)).toBe('moved-or-died');
    expect(corrections(corrected)).toEqual([['moved-or-died']]);
    const back = next(corrected, coordinator, adds('connected-and-attended'));
    expect(outcomeOf(back.task.output)).toBe('connected-and-attended');
    expect(corrections(back)).toHaveLength(2);
  });

  test('the same again is no news, and what is not true is refused', () => {
    expect(corrections(next(closed(), coordinator, adds('connected-and-attended')))).toEqual([]);
    expect(refusalsOf(closed(), coordinator, adds('connected-not-attended'))).toEqual(['outcome-untrue']);
  });

  test('what was forgotten because the person had moved is owed again', () => {
    const moved = next(met('did-not-attend'), coordinator, closeWith('moved-or-died'));
    expect(obligations(moved).map((o) => o.what)).not.toContain('follow-up');
    const here = next(moved, coordinator, adds('connected-not-attended'));
    expect(obligations(here).map((o) => o.what)).toContain('follow-up');
  });

  test('how well it went goes with a correction that it does not fit', () => {
    const achieved = next(met('attended'), coordinator, {
      ...closeWith('connected-and-attended'),
      businessStatus: 'outcome-achieved',
    });
    const corrected = next(achieved, coordinator, adds('declined-by-person'));
    expect(businessStatusOf(corrected.task)).toBeUndefined();
  });
});

test.each([
  ['outcome-achieved', 'declined-by-person', ['illegal-pair']],
  ['outcome-partial', 'declined-by-person', ['illegal-pair']],
  ['signposted', 'moved-or-died', ['illegal-pair']],
  ['outcome-achieved', 'advice-only', ['illegal-pair']],
  ['signposted', 'advice-only', []],
  ['outcome-partial', 'advice-only', []],
] as const)('%s with %s', (businessStatus, code, refused) => {
  const spoken = next(taken(), coordinator, recorded('conversation'));
  expect(refusalsOf(spoken, coordinator, { ...closeWith(code), businessStatus })).toEqual(refused);
});
