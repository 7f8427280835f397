import type { Task } from 'fhir/r4.js';
import { type CompanionReason, companionReasons } from '../../../contracts/lifecycle/companions.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { isLeftAlone } from '../circumstance/circumstances.ts';
import { concept, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { hasBegun, modeOf } from '../meetings/meetings.ts';
import type { Referral } from '../referral.ts';
import { hubMove } from '../tasks/hub-move.ts';
import { mayVisitAtHome } from '../tasks/risks-considered.ts';
import { companionMeeting, companionOnward, isObjectedCompanion } from './companions.ts';

/** What is over before it began: the meeting was called off, its request ended, or the person objects. */
const isOff = (referral: Referral, task: Task, now: string): boolean => {
  const meeting = companionMeeting(referral, task);
  const onward = companionOnward(referral, task);
  if (!meeting || !onward || meeting.status === 'cancelled' || meeting.status === 'entered-in-error') return true;
  if (hasBegun(meeting, now)) return task.status === 'requested';
  return meeting.status !== 'booked' || isTerminal(statusOf(onward.task)) || isObjectedCompanion(referral, task, now);
};

/** Their yes was for that time, and the risks were considered for that setting: the person still counts on somebody. */
const hasMoved = (referral: Referral, task: Task): boolean => {
  const meeting = companionMeeting(referral, task);
  if (!meeting) return false;
  return (
    meeting.start !== task.restriction?.period?.start || (modeOf(meeting) === 'home-visit' && !mayVisitAtHome(task))
  );
};

const hasStarted = (referral: Referral, task: Task, now: string): boolean => {
  const meeting = companionMeeting(referral, task);
  return meeting !== undefined && hasBegun(meeting, now);
};

const whyWithdrawn = (referral: Referral, task: Task, now: string): CompanionReason | undefined => {
  if (isTerminal(statusOf(referral.task)) || isOff(referral, task, now)) return 'companion-not-needed';
  // A report may be wrong, and then the person counts on somebody: that is not over.
  if (isLeftAlone(referral) && !hasStarted(referral, task, now)) return 'companion-not-now';
  return hasMoved(referral, task) ? 'companion-day-moved' : undefined;
};

/**
 * After whatever anybody did: a companion for whom nothing is left is withdrawn in the same version, and told in words that say
 * nothing of the person. Said here once, so that no action can forget it (issue 5 item 5, issue 7 item 6).
 */
export const settleCompanions = (draft: Draft): void => {
  for (const task of draft.referral.companions.filter((one) => !isTerminal(statusOf(one)))) {
    const { referral, now } = draft;
    const why = whyWithdrawn(referral, task, now);
    if (why === undefined) continue;
    const text = companionReasons[why];
    hubMove(draft, task, 'cancelled', { statusReason: { ...concept(systems.statusReason, why, text), text } });
  }
};
