import type { Task } from 'fhir/r4.js';
import { type Outcome, outcomes } from '../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { type OutcomeFact, outcomeFacts, outcomeNeeds } from '../../contracts/lifecycle/outcome-facts.ts';
import { systems } from '../../contracts/systems.ts';
import type { UpdateTask } from './actions.ts';
import { today } from './calendar.ts';
import { codeIn, kindOf, statusOf } from './coding.ts';
import { heldIn, latestOf } from './conversations.ts';
import { wasAccepted } from './parties.ts';
import type { Referral } from './referral.ts';
import type { Refusal } from './result.ts';

type Outputs = NonNullable<Task['output']>;

const isOutcome = (code: string | undefined): code is Outcome => code !== undefined && Object.hasOwn(outcomes, code);

/** The one outcome, from outputs of its type; several that differ, or a code that is none, say nothing. */
export const outcomeOf = (outputs: Outputs): Outcome | undefined => {
  const ended = outputs.filter((o) => codeIn(systems.taskOutput, o.type) === 'outcome');
  const codes = new Set(ended.map((o) => codeIn(systems.outcome, o.valueCodeableConcept)));
  const [code] = codes;
  return codes.size === 1 && isOutcome(code) ? code : undefined;
};

/** Reasons that say the same as an outcome, as the message to the practice reads them. */
const asOutcome = (code: string | undefined): string | undefined =>
  code === 'withdrawn-by-person' ? 'declined-by-person' : code;

/** What the practice will be told about the end: the outcome, or the reason of an end without one. */
const claimOf = (action: UpdateTask, outputs: Outputs): Outcome | undefined => {
  if (action.to === 'completed') return outcomeOf(outputs);
  if (action.to !== 'failed' && action.to !== 'cancelled') return undefined;
  if (action.businessStatus === 'unable-to-contact') return 'unable-to-contact';
  const claimed = asOutcome(action.reason?.code);
  return isOutcome(claimed) ? claimed : undefined;
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

/** What a group said for the person: only an owner can decline. */
const declinedToGroup = ({ onward }: Referral): boolean =>
  onward.some(
    ({ task }) =>
      statusOf(task) === 'rejected' && codeIn(systems.statusReason, task.statusReason) === 'declined-by-person',
  );

const holds: Record<OutcomeFact, (referral: Referral, outputs: Outputs) => boolean> = {
  'somebody-came': somebodyCame,
  'nobody-came': (referral) => !somebodyCame(referral),
  'onward-accepted': anyAccepted,
  'no-onward-accepted': (referral) => !anyAccepted(referral),
  'conversation-held': (referral) => heldIn(referral).length > 0,
  'need-recorded': (_, outputs) => outputs.some((o) => codeIn(systems.taskOutput, o.type) === 'unmet-need'),
  'person-declined': (referral) => heldIn(referral).length > 0 || declinedToGroup(referral),
  'tried-enough': (referral) => daysTried(referral) >= deadlines.contactAttempts,
};

/** An end that the owner of T1 claims must be what happened: every fact that the ledger lacks for it. */
export const untrueOutcome = (referral: Referral, action: UpdateTask): Refusal[] => {
  const outputs = [...(referral.task.output ?? []), ...(action.outputs ?? [])];
  const claim = claimOf(action, outputs);
  const missing = claim ? outcomeNeeds[claim].filter((fact) => !holds[fact](referral, outputs)) : [];
  return missing.map((fact) => ({ code: outcomeFacts[fact].refusal, diagnostics: outcomeFacts[fact].otherwise }));
};
