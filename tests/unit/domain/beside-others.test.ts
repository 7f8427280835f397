import { describe, expect, test } from 'vitest';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, move, onwardDraft, onwardTo, recorded } from './acts.ts';
import { coordinator, day, group, id, practice, shed, t1, t2 } from './cast.ts';
import { taken } from './owed.ts';
import { next, request, story } from './referrals.ts';

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

describe('somebody who was to come to a group does not, while another is at work', () => {
  const both = () =>
    story(
      next(spoken(), coordinator, onwardTo('mens-shed')),
      [group, move(t2, 'accepted')],
      [shed, move(t3, 'accepted')],
    );
  const person = { ...coordinator, client: 'person', as: ['person' as const] };
  const declined = { reason: { code: 'declined-by-person', text: 'Not for me' } };

  test('because they say so themselves: from that day on', () => {
    const off = next(both(), person, { ...move(t3, 'cancelled', declined), businessStatus: 'withdrawn' }, day(4));
    expect(off.onward[1]?.task.status).toBe('cancelled');
    expect(nextStep(off)).toMatchObject([{ who: 'CWS01', task: t1, since: day(4, 0) }]);
    expect(nextStep(next(off, coordinator, spokeOf(t1), day(4)))).toHaveLength(1);
    const talk = recorded('conversation', t1, { sent: day(4, 15) });
    expect(nextStep(next(off, coordinator, talk, day(4, 15)))).toEqual([]);
    expect(nextStep(next(off, coordinator, onwardTo('choir'), day(4, 15)))).toEqual([]);
  });

  test('because the group stops when it is asked to: from the day on which they asked for it', () => {
    const begun = next(both(), shed, move(t3, 'in-progress'), day(1));
    const asked = next(begun, person, { kind: 'request-abort', task: t3, ...declined }, day(4));
    expect(nextStep(asked)).toEqual([]);
    const abort = asked.aborts[0]?.id ?? '';
    const stopped = {
      ...move(t3, 'cancelled', { reason: { code: 'asked-to-stop', text: 'Asked' } }),
      businessStatus: 'withdrawn' as const,
    };
    const over = story(asked, [shed, move(abort, 'accepted'), day(6)], [shed, stopped, day(6, 10)]);
    // Nobody is late with it on the day on which the group says that it has stopped.
    expect(nextStep(over)).toMatchObject([{ since: day(6, 0) }]);
    const talk = recorded('conversation', t1, { sent: day(5) });
    expect(
      nextStep(
        story(asked, [coordinator, talk, day(5)], [shed, move(abort, 'accepted'), day(6)], [shed, stopped, day(6, 10)]),
      ),
    ).toEqual([]);
  });

  test('because the group cannot make room any more', () => {
    const full = {
      ...move(t3, 'cancelled', { reason: { code: 'no-room', text: 'Full' } }),
      businessStatus: 'capacity-lost' as const,
    };
    expect(nextStep(next(both(), shed, full, day(4)))).toMatchObject([{ since: day(4, 0) }]);
    // In words alone, by its own software, it is as much.
    const said = next(both(), shed, move(t3, 'cancelled', because('Our leader is ill')), day(4));
    expect(nextStep(said)).toMatchObject([{ since: day(4, 0) }]);
  });

  test('whom the coordinator keeps for a group without software: what the person says of it is owed as well', () => {
    const kept = next(spoken(), coordinator, onwardTo('CWS01'));
    const atWork = story(kept, [group, move(t2, 'accepted')], [coordinator, move(t3, 'accepted')]);
    const off = next(atWork, person, { ...move(t3, 'cancelled', declined), businessStatus: 'withdrawn' }, day(4));
    expect(nextStep(off)).toMatchObject([{ since: day(4, 0) }]);
    expect(nextStep(next(atWork, coordinator, move(t3, 'cancelled', because('Closed')), day(4)))).toEqual([]);
  });

  test('and not because the coordinator has another way, or nobody can go anywhere', () => {
    expect(nextStep(next(both(), coordinator, move(t3, 'cancelled', because('Another way')), day(4)))).toEqual([]);
    const gone = {
      ...move(t3, 'cancelled', { reason: { code: 'moved-or-died', text: 'Moved' } }),
      businessStatus: 'withdrawn' as const,
    };
    expect(nextStep(next(both(), shed, gone, day(4)))).toEqual([]);
  });

  test('nor because the coordinator has asked a group to stop for another way, or threw away what was never sent', () => {
    const begun = next(both(), shed, move(t3, 'in-progress'), day(1));
    const asked = next(begun, coordinator, { kind: 'request-abort', task: t3, ...because('Another way') }, day(4));
    const abort = asked.aborts[0]?.id ?? '';
    const stops = { ...move(t3, 'cancelled', because('Asked', 'asked-to-stop')), businessStatus: 'withdrawn' as const };
    expect(nextStep(story(asked, [shed, move(abort, 'accepted'), day(6)], [shed, stops, day(6, 10)]))).toEqual([]);
    const drafted = next(both(), coordinator, onwardDraft('choir'), day(2));
    expect(nextStep(next(drafted, coordinator, move(`${id}.t4`, 'cancelled', declined), day(4)))).toEqual([]);
  });

  test('where nothing else is at work, a talk that was not possible gives time as it does otherwise', () => {
    const one = next(next(taken(), coordinator, onwardTo('walking-group')), group, move(t2, 'accepted'));
    const lost = next(one, group, move(t2, 'cancelled', because('x', 'lost-touch')), day(7));
    const why = { statusReason: { text: 'No answer' } };
    const notPossible = recorded('conversation', t1, { sent: day(11), status: 'not-done', ...why });
    expect(nextStep(next(lost, coordinator, notPossible, day(11)))).toMatchObject([{ since: day(11) }]);
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
