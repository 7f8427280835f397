import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, move, onwardDraft, onwardTo, recorded } from './acts.ts';
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

describe('what does not take up a no', () => {
  const oneSaysNo = (more: Parameters<typeof onwardTo>[1] = {}) => {
    const asked = next(spoken(), coordinator, onwardTo('mens-shed', more));
    return next(next(asked, group, move(t2, 'accepted')), shed, move(t3, 'rejected', because('No')), day(2, 9));
  };

  test('a group that is asked, and not any more', () => {
    const asked = next(oneSaysNo(), coordinator, onwardTo('choir'), day(3));
    const recalled = next(asked, coordinator, move(`${id}.t4`, 'entered-in-error', because('Wrong group')), day(3, 10));
    expect(nextStep(recalled)).toMatchObject([{ since: day(2, 9) }]);
  });

  test('a group that was asked before it, by a clock of another zone', () => {
    const choir = onwardTo('choir');
    // Half past nine in London is half past eight in UTC; the no came at nine.
    const authoredOn = day(2, 8).replace('T08:00:00.000Z', 'T09:30:00+01:00');
    const asked = next(spoken(), coordinator, { ...choir, task: { ...choir.task, authoredOn } }, day(2, 8.9));
    const no = next(asked, group, move(t2, 'rejected', because('No')), day(2, 9));
    expect(nextStep(no)).toMatchObject([{ since: day(2, 9) }]);
  });

  test('a draft that was written for another case, and the end of another group', () => {
    const drafted = next(oneSaysNo(), coordinator, onwardDraft('choir'), day(2, 10));
    expect(nextStep(drafted)).toHaveLength(1);
    const ended = next(oneSaysNo(), coordinator, move(t2, 'cancelled', because('Not needed')), day(4));
    expect(nextStep(ended)).toMatchObject([{ since: day(2, 9) }]);
  });

  test('a group that was asked after it and called off: from then on, and not from long before', () => {
    const asked = next(oneSaysNo(), coordinator, onwardTo('choir'), day(3));
    expect(nextStep(asked)).toEqual([]);
    const off = next(asked, coordinator, move(`${id}.t4`, 'cancelled', because('Not for her')), day(20));
    expect(nextStep(off)).toMatchObject([{ since: day(20, 0) }]);
  });

  test('nor is a talk of the day on which it is called off forgotten: that is what was spoken about', () => {
    const asked = next(oneSaysNo(), coordinator, onwardTo('choir'), day(3));
    const talk = next(asked, coordinator, recorded('conversation', t1, { sent: day(20, 9) }), day(20, 9));
    expect(nextStep(next(talk, coordinator, move(`${id}.t4`, 'cancelled', because('No')), day(20, 10)))).toEqual([]);
  });

  test('a no that nobody saw to does not begin anew when another group, asked before it, says no', () => {
    const asked = next(spoken(), coordinator, onwardTo('mens-shed'));
    const three = next(next(asked, coordinator, onwardTo('choir')), group, move(t2, 'accepted'));
    const choir = { client: 'choir', organisation: 'choir' };
    const first = next(three, shed, move(t3, 'rejected', because('No')), day(2, 9));
    const second = next(first, choir, move(`${id}.t4`, 'rejected', because('Full')), day(10));
    expect(nextStep(second)).toMatchObject([{ since: day(2, 9) }]);
  });

  test('but a group that was asked after it and says no as well: its own no is what is owed', () => {
    const asked = next(oneSaysNo(), coordinator, onwardTo('choir'), day(3));
    const choir = { client: 'choir', organisation: 'choir' };
    expect(nextStep(next(asked, choir, move(`${id}.t4`, 'rejected', because('Full')), day(5)))).toMatchObject([
      { since: day(5) },
    ]);
  });

  test('but a draft that is sent after it does', () => {
    const drafted = next(oneSaysNo(), coordinator, onwardDraft('choir'), day(2, 8));
    const sent = next(
      drafted,
      coordinator,
      move(`${id}.t4`, 'requested', { owner: { ownerKind: 'voluntary' } }),
      day(3),
    );
    expect(nextStep(sent)).toEqual([]);
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
