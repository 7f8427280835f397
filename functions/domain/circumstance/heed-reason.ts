import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import type { Action } from '../decide/actions.ts';
import type { Draft } from '../decide/decision.ts';
import { partiesOf, roleOf } from '../parties.ts';
import { type Actor, type Referral, referenceTo } from '../referral.ts';
import { senderOf } from '../said/correspondence.ts';
import { outcomeOf } from '../tasks/ended-as.ts';
import { hasMovedOrDied, isGone, movedOrDied, standingIn } from './circumstances.ts';
import { reportOf } from './decide-report.ts';
import { tellingPartners } from './tell-partners.ts';

/** By the code of a reason, or as an outcome. */
const saysSo = (action: Action): boolean =>
  ('reason' in action && action.reason?.code === movedOrDied) ||
  (action.kind === 'update-task' && outcomeOf(action.outputs) === movedOrDied);

/** The end that the coordinator gives the referral is its own word; before one was sent, or of one that was recalled, there is nobody to tell. */
const isSettled = (referral: Referral): boolean => {
  const status = statusOf(referral.task);
  const isClosed = isTerminal(status) && hasMovedOrDied(referral);
  return isClosed || isGone(referral) || status === 'draft' || status === 'entered-in-error';
};

const hasReported = (referral: Referral, organisation: string): boolean =>
  standingIn(referral).some((r) => circumstances[r.circumstance].ends && senderOf(r.communication) === organisation);

/** A partner speaks of its own invitation, everybody else of the whole. */
const aboutOf = (referral: Referral, action: Action, { organisation }: Actor): string => {
  const own = referral.onward.map((o) => o.task).filter((task) => partiesOf(task, organisation).includes('owner'));
  const named = 'task' in action ? own.find((task) => task.id === action.task) : undefined;
  const task = roleOf(referral, organisation) === 'partner' ? (named ?? own[0]) : referral.task;
  return (task ?? referral.task).id ?? '';
};

/**
 * Who ends or stops something because the person has moved or died has said so: it is as a report of it (issue 5 item 5), so
 * that what goes to the person stops in this version and the coordinator finds out which it is.
 */
export const heedReason = (draft: Draft, before: Referral, action: Action, actor: Actor): void => {
  if (!saysSo(action) || draft.referral === before) return;
  const { referral } = draft;
  if (isSettled(referral) || hasReported(referral, actor.organisation)) return;
  const task = aboutOf(referral, action, actor);
  const report = reportOf(draft, { kind: 'report-circumstance', task, circumstance: movedOrDied }, actor);
  tellingPartners(draft, () => draft.put(report, { type: 'circumstance-reported', task: referenceTo(referral.task) }));
};
