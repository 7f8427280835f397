import { describe, expect, test } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../../../functions/domain/coding.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import { abortsInHand } from '../../../functions/domain/parties.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { invitationsOf, invitationView } from '../../../mappings/partner/invitation.ts';
import { because, meetingAt, move, objection, onwardTo } from './acts.ts';
import { coordinator, day, group, practice, t2 } from './cast.ts';
import { agreed, next, request, story, taken } from './referrals.ts';

/** A group that the person does not want, or that was asked by mistake, is told to stop: nothing only vanishes. */
const objects = onwardTo('mens-shed');
const later = { ...objects, consents: [...objects.consents, objection('walking-group', { dateTime: day(2) })] };
const sent = () => next(taken(), coordinator, onwardTo('walking-group'));
const one = (referral: Referral) => {
  const [onward] = invitationsOf(referral, 'walking-group');
  if (!onward) throw new Error('none');
  return { onward, shown: invitationView({ referral, onward, tier: 'contact', now: referral.at }) };
};

describe('an objection that is recorded after a group was asked', () => {
  test.each([
    ['asked', sent],
    ['agreed', agreed],
  ])('withdraws what it has not begun: %s', (_, from) => {
    const { onward, shown } = one(next(from(), coordinator, later, day(2)));
    expect([onward.task.status, codeIn(systems.statusReason, onward.task.statusReason)]).toEqual([
      'cancelled',
      'withdrawn-by-person',
    ]);
    expect(shown.status).toBe('withdrawn');
    expect(shown.person).toBeUndefined();
  });

  test('asks it to stop what it has begun; its answer is owed, and a call about what it holds', () => {
    const begun = story(
      agreed(),
      [group, move(t2, 'in-progress')],
      [group, meetingAt(day(9))],
      [coordinator, later, day(2)],
    );
    const { onward, shown } = one(begun);
    expect(abortsInHand(begun, onward.task)).toHaveLength(1);
    expect([onward.task.status, onward.meetings[0]?.status, shown.askedToStop]).toEqual([
      'in-progress',
      'cancelled',
      true,
    ]);
    const owed = obligations(begun).filter((o) => o.task === t2 || begun.aborts.some((a) => a.id === o.task));
    expect(owed.map((o) => `${o.who} ${o.what}`)).toEqual([
      ...['CWS01 recall-copy', 'CWS01 tell-person', 'walking-group answer-abort'],
    ]);
  });

  test('counts also where the practice sends it with a further need', () => {
    const others = [objection('walking-group', { dateTime: day(2) })];
    const after = next(sent(), practice, { kind: 'add-need', request, others }, day(2));
    expect(one(after).onward.task.status).toBe('cancelled');
  });
});

test('a recalled request stays with the group as withdrawn, without the person', () => {
  const recalled = next(agreed(), coordinator, move(t2, 'entered-in-error', because('Wrong group')));
  expect(one(recalled).shown).toMatchObject({ status: 'withdrawn', askedToStop: false });
  expect(one(recalled).shown.person).toBeUndefined();
});
