import type { TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { because, closeWith, draft, meetingAt, move, note, onwardDraft, onwardTo, said } from './acts.ts';
import { coordinator, day, group, practice, shed, t1, t2 } from './cast.ts';
import { opened, reminded, story } from './referrals.ts';

type States = Partial<Record<TaskStatus, () => Referral>>;

/** An end that needs no record of a conversation. */
const withdrew = because('The person has moved to Wales', 'moved-or-died');
const until = { reviewDate: day(7).slice(0, 10) };

/** T1 in each status it can reach, with two groups that take part and said no, so that no guard stands in the way. */
const asked = () =>
  story(
    opened(),
    [coordinator, move(t1, 'accepted')],
    [coordinator, onwardTo('walking-group')],
    [group, move(t2, 'rejected', because('Full', 'no-capacity'))],
    [coordinator, onwardTo('mens-shed')],
    [shed, move(t2.replace('t2', 't3'), 'rejected', because('Full', 'no-capacity'))],
  );
const begun = () => story(asked(), [coordinator, move(t1, 'in-progress')]);

export const referrals: States = {
  draft: () => opened({ sent: draft }),
  requested: () => opened(),
  accepted: asked,
  rejected: () => story(opened(), [coordinator, move(t1, 'rejected', because('Full'))]),
  'in-progress': begun,
  'on-hold': () => story(begun(), [coordinator, move(t1, 'on-hold', { ...because('In hospital'), ...until })]),
  cancelled: () => story(begun(), [coordinator, move(t1, 'cancelled', withdrew)]),
  completed: () => story(begun(), [coordinator, closeWith('moved-or-died')]),
  failed: () => story(begun(), [coordinator, move(t1, 'failed', because('Never answered'))]),
  'entered-in-error': () => story(opened(), [practice, move(t1, 'entered-in-error', because('Wrong person'))]),
};

/** T2 of the walking group, beside one that the shed declined. Its person told the group that they could not come. */
const requested = () =>
  story(
    opened(),
    [coordinator, move(t1, 'accepted')],
    [coordinator, onwardTo('walking-group')],
    [coordinator, onwardTo('mens-shed')],
    [shed, move(t2.replace('t2', 't3'), 'rejected', because('Full', 'no-capacity'))],
  );
const accepted = () =>
  story(requested(), [group, move(t2, 'accepted')], [group, meetingAt(day(3))], [group, said('could-not-come')]);
const going = () => story(accepted(), [group, move(t2, 'in-progress')]);

export const onwards: States = {
  draft: () => story(opened(), [coordinator, move(t1, 'accepted')], [coordinator, onwardDraft('walking-group')]),
  requested,
  accepted,
  rejected: () => story(requested(), [group, move(t2, 'rejected', because('Full', 'no-capacity'))]),
  'in-progress': going,
  'on-hold': () => story(going(), [group, move(t2, 'on-hold', { ...because('On holiday'), ...until })]),
  cancelled: () => story(going(), [group, move(t2, 'cancelled', withdrew)]),
  completed: () => story(going(), [group, move(t2, 'completed', { outputs: [note] })]),
  failed: () => story(going(), [group, move(t2, 'failed', because('We closed'))]),
  'entered-in-error': () => story(requested(), [coordinator, move(t2, 'entered-in-error', because('Wrong group'))]),
};

/** The same, where the group was asked to stop, reminded, and did not answer in time (row 15). */
const silent = (referral: Referral) =>
  reminded(
    reminded(story(referral, [coordinator, { kind: 'request-abort', task: t2, ...because('Moved') }]), 'answer-abort'),
    'answer-abort',
  );
export const silentOnwards: States = {
  'in-progress': () => silent(going()),
  'on-hold': () => silent(story(going(), [group, move(t2, 'on-hold', { ...because('On holiday'), ...until })])),
};

/** A request to stop T1, made by the practice; t4 because two groups were asked before. */
export const abort = t1.replace('t1', 't4');
const asksToStop = () => story(begun(), [practice, { kind: 'request-abort', task: t1, ...because('Moved away') }]);
export const aborts: States = {
  requested: asksToStop,
  accepted: () => story(asksToStop(), [coordinator, move(abort, 'accepted')]),
  rejected: () => story(asksToStop(), [coordinator, move(abort, 'rejected', because('The person wants to go on'))]),
  cancelled: () => story(asksToStop(), [practice, move(abort, 'cancelled', because('Sent by mistake'))]),
  completed: () =>
    story(
      asksToStop(),
      [coordinator, move(abort, 'accepted')],
      [coordinator, move(t1, 'cancelled', because('Stopped'))],
    ),
};
