import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { assigns, closeWith, draft, move, writes } from './acts.ts';
import { coordinator, day, hub, later, practice, t1 } from './cast.ts';
import { asked, named, taken, tell } from './owed.ts';
import { next, opened, story } from './referrals.ts';

const first = (referral: Referral) => {
  const [owed] = obligations(referral);
  if (!owed) throw new Error('nothing is owed');
  return owed;
};

const chase = (referral: Referral): Referral => {
  const { what, task, due, about } = first(referral);
  const action = { kind: 'chase' as const, obligation: what, task, due, ...(about ? { about } : {}) };
  return next(referral, hub, action, later(due));
};

/** `who role date`, and `stuck`: whose it is before each of the first reminders. */
const holders = (from: Referral, reminders: number): string[] => {
  const list: string[] = [];
  for (let referral = from; list.length <= reminders; referral = chase(referral)) {
    const { who, role, due, stuck } = first(referral);
    list.push(`${who} ${role} ${due.slice(5, 10)}${stuck ? ' stuck' : ''}`);
  }
  return list;
};

const assigned = (referral: Referral) => next(referral, coordinator, assigns('jb', 'Jo Bloggs'));

describe('at the coordinator it goes from assignee to deputy to manager, then every working day, and is stuck', () => {
  // Accepted on Monday the 2nd.
  test('what begins there', () => {
    expect(holders(assigned(taken()), 5)).toEqual([
      'CWS01 assignee 11-09',
      'CWS01 deputy 11-10',
      'CWS01 manager 11-11',
      'CWS01 manager 11-12 stuck',
      'CWS01 manager 11-13 stuck',
      'CWS01 manager 11-16 stuck',
    ]);
  });

  test('without an assignee it begins with whoever is on duty', () => {
    expect(holders(taken(), 1)).toEqual(['CWS01 on-duty 11-09', 'CWS01 deputy 11-10']);
  });

  test('a request that nobody there answers: reminded after 2 working days, escalated after 5', () => {
    expect(holders(assigned(opened()), 3)).toEqual([
      'CWS01 assignee 11-04',
      'CWS01 deputy 11-09',
      'CWS01 manager 11-10',
      'CWS01 manager 11-11 stuck',
    ]);
  });

  test('what a group, a practice or whoever was asked leaves undone', () => {
    expect(holders(assigned(asked()), 4)).toEqual([
      'walking-group on-duty 11-04',
      'CWS01 assignee 11-09',
      'CWS01 deputy 11-10',
      'CWS01 manager 11-11',
      'CWS01 manager 11-12 stuck',
    ]);
    expect(holders(assigned(named()), 5)).toEqual([
      'walking-group on-duty 11-06',
      'walking-group on-duty 11-09',
      'CWS01 assignee 11-10',
      'CWS01 deputy 11-11',
      'CWS01 manager 11-12',
      'CWS01 manager 11-13 stuck',
    ]);
    const closed = next(tell('attended'), coordinator, closeWith('connected-and-attended'));
    expect(holders(assigned(closed), 2)).toEqual([
      'L99901 on-duty 11-10',
      'CWS01 assignee 11-12',
      'CWS01 deputy 11-13',
    ]);
    const question = next(assigned(taken()), coordinator, writes('question', 'Is that her number?'));
    expect(holders(question, 2)).toEqual(['L99901 on-duty 11-04', 'CWS01 assignee 11-05', 'CWS01 deputy 11-06']);
  });
});

test('a draft is its author’s alone, and stuck after as many reminders as anybody gets', () => {
  expect(holders(opened({ sent: draft }), 4)).toEqual([
    'L99901 on-duty 11-05',
    'L99901 on-duty 11-06',
    'L99901 on-duty 11-09',
    'L99901 on-duty 11-10 stuck',
    'L99901 on-duty 11-11 stuck',
  ]);
});

test('its beginning and its deadline stand, however often it was escalated', () => {
  let referral = assigned(asked());
  const { since, deadline } = first(referral);
  expect(since).toBe(referral.onward[0]?.task.authoredOn);
  expect(deadline).toBe(day(2, 17));
  for (let n = 0; n < 5; n += 1) {
    referral = chase(referral);
    expect(first(referral)).toMatchObject({ since, deadline, chased: n + 1 });
  }
});

test('who is named while it is under way is who the next reminder is for', () => {
  const referral = chase(chase(taken()));
  expect(first(referral)).toMatchObject({ role: 'manager' });
  expect(first(assigned(referral))).toMatchObject({ role: 'manager' });
  const again = story(referral, [coordinator, move(t1, 'in-progress')], [coordinator, assigns('jb')]);
  expect(first(again)).toMatchObject({ role: 'assignee', chased: 0 });
});

test('the practice’s deadline is nothing that an assignee changes', () => {
  const referral = next(taken(), practice, writes('question', 'Any news?'));
  const without = obligations(referral).map(({ who, due }) => `${who} ${due}`);
  expect(obligations(assigned(referral)).map(({ who, due }) => `${who} ${due}`)).toEqual(without);
});
