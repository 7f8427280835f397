import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, move, onwardTo, recorded } from './acts.ts';
import { coordinator, day, group, id, practice, shed, t1, t2 } from './cast.ts';
import { taken } from './owed.ts';
import { next, request } from './referrals.ts';

const t3 = `${id}.t3`;
const nextStep = (referral: Referral) => obligations(referral).filter(({ what }) => what === 'next-step');
const spokeOf = (task: string) => recorded('conversation', task, { sent: day(3) });

const spoken = () => next(next(taken(), coordinator, recorded('conversation')), coordinator, onwardTo('walking-group'));

describe('a group that says no while another is at work', () => {
  const both = () => next(next(spoken(), coordinator, onwardTo('mens-shed')), group, move(t2, 'accepted'));
  const oneSaysNo = () => next(both(), shed, move(t3, 'rejected', because('Full', 'not-suitable')), day(2));

  test('leaves a next step to the coordinator, until the person was spoken to or another group is asked', () => {
    expect(nextStep(both())).toEqual([]);
    expect(nextStep(oneSaysNo())).toMatchObject([{ who: 'CWS01', task: t1, since: day(2) }]);
    expect(nextStep(next(oneSaysNo(), coordinator, onwardTo('choir'), day(3)))).toEqual([]);
    expect(nextStep(next(oneSaysNo(), coordinator, spokeOf(t1), day(3)))).toEqual([]);
  });

  test('is not forgotten because somebody spoke to the person about the other group', () => {
    expect(nextStep(next(oneSaysNo(), coordinator, spokeOf(t2), day(3)))).toHaveLength(1);
  });
});

describe('a further need that comes while a group is asked', () => {
  const need = { kind: 'add-need' as const, request: { ...request, id: 'x' }, others: [] };
  const added = () => next(spoken(), practice, need, day(2));

  test('is not taken up by that group, which knows nothing of it', () => {
    expect(nextStep(next(added(), group, move(t2, 'accepted'), day(3)))).toMatchObject([
      { who: 'CWS01', since: day(2) },
    ]);
  });

  test('is not taken up by a move of the referral alone', () => {
    expect(nextStep(next(added(), coordinator, move(t1, 'in-progress'), day(3)))).toHaveLength(1);
  });
});
