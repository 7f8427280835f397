import type { Communication } from 'fhir/r4.js';
import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, roleOf } from '../parties.ts';
import type { Actor } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { senderOf } from '../said/correspondence.ts';
import { reportsIn } from './circumstances.ts';
import { confirm } from './confirm.ts';
import { undo } from './undo.ts';

/** The coordinator says how a report stands. */
export interface SettleCircumstance {
  readonly kind: 'settle-circumstance';
  /** Id of the report. */
  readonly communication: string;
  readonly as: 'confirmed' | 'wrong' | 'over';
  /** Of a stay in hospital: when to look again, as of any hold. */
  readonly reviewDate?: string;
}

const standsAs: Partial<Record<Communication['status'], SettleCircumstance['as']>> = {
  completed: 'confirmed',
  'entered-in-error': 'wrong',
  stopped: 'over',
};

/** The coordinator, and nobody else, says whether what was reported is right, is over, or was wrong. */
export const decideSettle = (draft: Draft, action: SettleCircumstance, actor: Actor): Result<void> => {
  const { referral } = draft;
  const found = reportsIn(referral).find((r) => r.communication.id === action.communication);
  const isCoordinator = roleOf(referral, actor.organisation) === 'coordinator';
  if (!found || (!isCoordinator && senderOf(found.communication) !== actor.organisation)) return refuse('not-found');
  if (!isCoordinator || coordinatorOf(referral) !== actor.organisation) return refuse('not-yours-to-change');
  const { communication, circumstance } = found;
  const stands = standsAs[communication.status];
  if (stands === action.as) return ok(undefined);
  if (stands === 'wrong' || stands === 'over')
    return refuse('ended', {
      expression: 'Communication.status',
      diagnostics: 'what holds now is a report of its own',
    });
  if (action.as === 'over' && (stands === undefined || !circumstances[circumstance].passes))
    return refuse('invalid-input', {
      expression: 'Communication.status',
      diagnostics: `stopped says that a confirmed stay in hospital or other practice is over; ${codeIn(systems.circumstance, communication.topic)} is completed or entered-in-error`,
    });
  return action.as === 'confirmed'
    ? confirm(draft, communication, actor, action.reviewDate)
    : undo(draft, communication, action.as, actor);
};
