import type { Referral } from '../../../functions/domain/referral.ts';
import { because, meetingAt, move, onwardTo } from './acts.ts';
import { coordinator, day, t1, t2 } from './cast.ts';
import { next, opened, story } from './referrals.ts';

/** Onward requests t2 to t5 of four groups: requested, accepted with a meeting, in progress, on hold. */
export const four = (): Referral => {
  const groups = ['walking-group', 'mens-shed', 'choir', 'allotment'];
  const asked = groups.reduce(
    (referral, partner) => next(referral, coordinator, onwardTo(partner)),
    next(opened(), coordinator, move(t1, 'accepted')),
  );
  const [, second, third, fourth] = groups.map((organisation) => ({ client: organisation, organisation }));
  if (!second || !third || !fourth) throw new Error('four groups');
  const id = (n: number) => t2.replace('t2', `t${n}`);
  return story(
    asked,
    [second, move(id(3), 'accepted')],
    [second, meetingAt(day(5), { task: id(3) })],
    [third, move(id(4), 'accepted')],
    [third, move(id(4), 'in-progress')],
    [fourth, move(id(5), 'accepted')],
    [fourth, move(id(5), 'on-hold', { ...because('Winter'), reviewDate: day(9).slice(0, 10) })],
  );
};
export const statuses = (referral: Referral) => referral.onward.map((o) => o.task.status);
export const abortsOn = (referral: Referral) =>
  referral.aborts.map((a) => `${a.focus?.reference?.split('.')[1]} ${a.status}`);
