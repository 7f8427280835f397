import { type CompanionReason, companionReasons } from '../../../contracts/lifecycle/companions.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { concept, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { hasBegun } from '../meetings/meetings.ts';
import { ok, type Result } from '../result.ts';
import { hubMove } from '../tasks/hub-move.ts';
import { companionMeeting, companionsOf } from './companions.ts';

/**
 * By the hub alone, as the register is not in the ledger: somebody who said that they go along with nobody any more, or who is not cleared
 * any more. The person counts on somebody, so that it is at once the coordinator's to find another (`find-companion`).
 */
export interface DropCompanion {
  readonly kind: 'drop-companion';
  readonly companion: string;
  /** Of this Task alone: what somebody must be cleared for is another at each meeting. Absent: of all of theirs here. */
  readonly task?: string;
  readonly why: Extract<CompanionReason, 'companion-cannot' | 'companion-not-cleared'>;
}

/** What has begun is not taken back: whether they met is still to be said. */
export const decideDropCompanion = (draft: Draft, { companion, task: only, why }: DropCompanion): Result<void> => {
  const { referral, now } = draft;
  const ahead = companionsOf(referral, companion).filter((task) => {
    const meeting = companionMeeting(referral, task);
    return (
      !isTerminal(statusOf(task)) && (only === undefined || task.id === only) && meeting && !hasBegun(meeting, now)
    );
  });
  const text = companionReasons[why];
  for (const task of ahead)
    hubMove(draft, task, 'cancelled', { statusReason: { ...concept(systems.statusReason, why, text), text } });
  return ok(undefined);
};
