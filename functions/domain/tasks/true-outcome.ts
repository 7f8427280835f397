import type { Task } from 'fhir/r4.js';
import type { Outcome, StatusReason } from '../../../contracts/lifecycle/codes.ts';
import {
  type OutcomeFact,
  outcomeFacts,
  outcomeNeeds,
  outcomesWith,
} from '../../../contracts/lifecycle/outcome-facts.ts';
import { type BusinessStatus, isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { isOpen, reportsIn } from '../circumstance/circumstances.ts';
import { codeIn, isOutput, statusOf } from '../coding.ts';
import { missingTries, risksUnread } from '../contact/contact-attempts.ts';
import type { UpdateTask } from '../decide/actions.ts';
import { wasAccepted } from '../parties.ts';
import type { Referral } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { heldIn, lastSpokenAbout, latestOf } from '../said/conversations.ts';
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

const declined: StatusReason = 'declined-by-person';

/** What a group said for the person: only an owner can decline. */
const declinedToGroup = ({ onward }: Referral): boolean =>
  onward.some(
    ({ task }) => statusOf(task) === 'rejected' && codeIn(systems.statusReason, task.statusReason) === declined,
  );

/** Since the person was last spoken with, and since they were referred. */
const sinceSpoken = (referral: Referral): string =>
  latestOf([referral.task.authoredOn, ...heldIn(referral).map((c) => c.sent)]);

/** Only a fact that can lack several things at once says which. */
type Lacks = (referral: Referral, outputs: Outputs) => boolean | readonly string[];

const lacks: Record<OutcomeFact, Lacks> = {
  'somebody-came': (referral) => !somebodyCame(referral),
  'nobody-came': somebodyCame,
  'onward-accepted': (referral) => !anyAccepted(referral),
  'no-onward-accepted': anyAccepted,
  'conversation-held': (referral) => heldIn(referral).length === 0,
  'need-recorded': (_, outputs) => !outputs.some((o) => isOutput(o, 'unmet-need')),
  'person-declined': (referral) => heldIn(referral).length === 0 && !declinedToGroup(referral),
  'tried-enough': (referral) => missingTries(referral, sinceSpoken(referral)),
  'risks-looked-at': risksUnread,
  'reports-settled': (referral) => reportsIn(referral).some(isOpen),
};

const faultsOf = (fact: OutcomeFact, lacking: boolean | readonly string[]): Refusal[] => {
  const { refusal: code, otherwise } = outcomeFacts[fact];
  if (typeof lacking === 'boolean') return lacking ? [{ code, diagnostics: otherwise }] : [];
  return lacking.length > 0 ? [{ code, diagnostics: lacking.join('; ') }] : [];
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
  return [
    ...[...needs].flatMap((fact) => faultsOf(fact, lacks[fact](referral, outputs))),
    ...pairFaults(action, outputs),
  ];
};

/** The same of a group's part: a person who could not be reached there was tried since it took them on. */
export const untrueOnwardEnd = (referral: Referral, task: Task, action: UpdateTask): Refusal[] => {
  const early = action.to === 'failed' || action.to === 'cancelled';
  const claim = early ? endedAs(action.reason?.code, action.businessStatus) : undefined;
  if (claim !== 'unable-to-contact') return [];
  const since = latestOf([task.executionPeriod?.start ?? task.authoredOn, lastSpokenAbout(referral, task)]);
  return faultsOf('tried-enough', missingTries(referral, since, task));
};
