import type { Task } from 'fhir/r4.js';
import type { Outcome, StatusReason } from '../../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import {
  type OutcomeFact,
  outcomeFacts,
  outcomeNeeds,
  outcomesWith,
} from '../../../contracts/lifecycle/outcome-facts.ts';
import { type BusinessStatus, isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { today } from '../calendar.ts';
import { codeIn, isOutput, kindOf, statusOf } from '../coding.ts';
import type { UpdateTask } from '../decide/actions.ts';
import { wasAccepted } from '../parties.ts';
import type { Referral } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { heldIn, latestOf } from '../said/conversations.ts';
import { endedAs, outcomeOf } from './ended-as.ts';

type Outputs = NonNullable<Task['output']>;

/** What the practice will be told about the end: the outcome, and the reason of an end that may be without one. */
const claimsOf = (action: UpdateTask, outputs: Outputs): Outcome[] => {
  const early = action.to === 'failed' || action.to === 'cancelled';
  const reason = early ? endedAs(action.reason?.code, action.businessStatus) : undefined;
  const said = isTerminal(action.to) ? outcomeOf(outputs) : undefined;
  return [said, reason].filter((claim) => claim !== undefined);
};

const somebodyCame = ({ onward }: Referral): boolean =>
  onward.some((o) => o.meetings.some((m) => m.status === 'fulfilled'));

const anyAccepted = ({ onward }: Referral): boolean => onward.some((o) => wasAccepted(o.task));

/** Days in England on which somebody tried to reach the person, since they were last spoken with and since they were referred. */
const daysTried = (referral: Referral): number => {
  const since = latestOf([referral.task.authoredOn, ...heldIn(referral).map((c) => c.sent)]);
  const tries = referral.communications.filter((c) => kindOf(c) === 'contact-attempt').map((c) => c.sent ?? '');
  return new Set(tries.filter((sent) => sent >= since).map(today)).size;
};

const declined: StatusReason = 'declined-by-person';

/** What a group said for the person: only an owner can decline. */
const declinedToGroup = ({ onward }: Referral): boolean =>
  onward.some(
    ({ task }) => statusOf(task) === 'rejected' && codeIn(systems.statusReason, task.statusReason) === declined,
  );

const holds: Record<OutcomeFact, (referral: Referral, outputs: Outputs) => boolean> = {
  'somebody-came': somebodyCame,
  'nobody-came': (referral) => !somebodyCame(referral),
  'onward-accepted': anyAccepted,
  'no-onward-accepted': (referral) => !anyAccepted(referral),
  'conversation-held': (referral) => heldIn(referral).length > 0,
  'need-recorded': (_, outputs) => outputs.some((o) => isOutput(o, 'unmet-need')),
  'person-declined': (referral) => heldIn(referral).length > 0 || declinedToGroup(referral),
  'tried-enough': (referral) => daysTried(referral) >= deadlines.contactAttempts,
};

/** Whether a businessStatus may be said beside that outcome. */
export const goesWith = (businessStatus: BusinessStatus | undefined, outcome: Outcome | undefined): boolean => {
  const may = businessStatus && outcomesWith[businessStatus];
  return may === undefined || outcome === undefined || may.includes(outcome);
};

const pairFaults = ({ to, businessStatus }: UpdateTask, outputs: Outputs): Refusal[] => {
  const outcome = outcomeOf(outputs);
  if (to !== 'completed' || goesWith(businessStatus, outcome)) return [];
  const diagnostics = `${businessStatus} with ${outcome}`;
  return [{ code: 'illegal-pair', expression: 'Task.businessStatus', diagnostics }];
};

/** An end that the owner of T1 claims must be what happened: every fact that the ledger lacks for it. */
export const untrueOutcome = (referral: Referral, action: UpdateTask): Refusal[] => {
  const outputs = [...(referral.task.output ?? []), ...(action.outputs ?? [])];
  const needs = new Set(claimsOf(action, outputs).flatMap((claim) => outcomeNeeds[claim]));
  const missing = [...needs].filter((fact) => !holds[fact](referral, outputs));
  return [
    ...missing.map((fact) => ({ code: outcomeFacts[fact].refusal, diagnostics: outcomeFacts[fact].otherwise })),
    ...pairFaults(action, outputs),
  ];
};
