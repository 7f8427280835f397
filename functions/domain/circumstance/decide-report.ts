import type { Communication } from 'fhir/r4.js';
import { type Circumstance, circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { authorityIn, may } from '../authority/authority.ts';
import { concept, recordKind, statusOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { coordinatorOf, partiesOf, roleOf, wasAccepted } from '../parties.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { senderOf } from '../said/correspondence.ts';
import { wasSent } from '../tasks/never-sent.ts';
import {
  answers,
  isConfirmed,
  isOpen,
  mayBeDeath,
  movedOrDied,
  type Report,
  reportedAt,
  reportsIn,
  settledAt,
  standingIn,
} from './circumstances.ts';
import { confirm } from './confirm.ts';
import { tellingPartners } from './tell-partners.ts';

/** The person has died, is in hospital, has moved or is with another practice now. By anybody who takes part. */
export interface ReportCircumstance {
  readonly kind: 'report-circumstance';
  /** Id of T1, or of the partner's own onward Task. */
  readonly task: string;
  readonly circumstance: Circumstance;
  /** Name or role of who says so. */
  readonly by?: string;
  /** The coordinator has found out already that it is so; of anybody else it is not heeded. */
  readonly confirmed?: true;
  /** As of a confirmation. */
  readonly reviewDate?: string;
}

/** A partner speaks of its own invitation, while it has something to do with the person or once had. */
export const ofPartner = (referral: Referral, id: string, actor: Actor): Result<void> => {
  const task = referral.onward.map((o) => o.task).find((t) => t.id === id);
  if (!task || !wasSent(task) || !partiesOf(task, actor.organisation).includes('owner')) return refuse('not-found');
  const isOver = task.status === 'entered-in-error' || (isTerminal(statusOf(task)) && !wasAccepted(task));
  return isOver ? refuse('ended', { diagnostics: 'the invitation is over' }) : ok(undefined);
};

/** Referrer and coordinator speak of the whole. */
export const ofThread = (referral: Referral, id: string): Result<void> => {
  if (referral.task.id !== id) return refuse('wrong-parent', { expression: 'Communication.about' });
  return referral.task.status === 'draft'
    ? refuse('invalid-input', {
        diagnostics: 'nobody is on the other side of a draft yet: cancel it, or send it first',
      })
    : ok(undefined);
};

/** Who was told of one of the two must be able to say that it was the other. */
const saysWhich = (referral: Referral, circumstance: Circumstance, { organisation: by }: Actor): boolean =>
  roleOf(referral, by) === 'coordinator' &&
  standingIn(referral).some((r) => r.circumstance === movedOrDied && answers(circumstance, r.circumstance));

/** Who is not told how the referral stands: a refusal would tell. */
const isNotTold = (referral: Referral, actor: Actor): boolean => {
  const authority = authorityIn(referral, actor);
  return !may(authority, 'see-status') && !may(authority, 'see-record');
};

/** It stands; or it was over in the version in which it came, and said again it stands as that. */
const isStillSaid = (report: Report): boolean =>
  isOpen(report) ||
  isConfirmed(report) ||
  (report.communication.status === 'stopped' && settledAt(report) === reportedAt(report));

/** After the end what may be a death still matters: no letter, no follow-up. Anything else is no news to anybody any more. */
const ifEnded = (referral: Referral, { circumstance }: ReportCircumstance, actor: Actor): Result<void> => {
  const { task } = referral;
  if (task.status === 'entered-in-error') return refuse('ended', { diagnostics: 'the referral was recalled' });
  return isTerminal(statusOf(task)) && !mayBeDeath(circumstance) && !saysWhich(referral, circumstance, actor)
    ? refuse('ended', { diagnostics: 'once a referral has ended only a death is still reported' })
    : ok(undefined);
};

/** As it is kept, whoever says so. */
export const reportOf = (draft: Draft, { task, circumstance, by }: ReportCircumstance, actor: Actor): Communication => {
  const { referral, now } = draft;
  const coordinator = coordinatorOf(referral) ?? '';
  const known = standingIn(referral).some((r) => isConfirmed(r) && answers(r.circumstance, circumstance));
  return {
    resourceType: 'Communication',
    id: draft.nextId('m'),
    // What is confirmed already need not be confirmed for each who says it.
    ...(known ? { status: 'completed', received: now } : { status: 'in-progress' }),
    category: [recordKind('circumstance')],
    topic: concept(systems.circumstance, circumstance, circumstances[circumstance].display),
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: `Task/${task}` }],
    sender: { ...organisation(actor.organisation), ...(by ? { display: by } : {}) },
    ...(coordinator === actor.organisation ? {} : { recipient: [organisation(coordinator)] }),
    sent: now,
  };
};

/**
 * Anybody who takes part reports that the person has died, is in hospital, has moved or is with another practice. What goes
 * to the person stops in this version; the coordinator says within a working day whether it is right (issue 5 item 5).
 * Several who say different things are all heard: which of them is right is for a person to find out.
 */
export const decideReport = (draft: Draft, action: ReportCircumstance, actor: Actor): Result<void> => {
  const { referral } = draft;
  const role = roleOf(referral, actor.organisation);
  const mayBe = role === 'partner' ? ofPartner(referral, action.task, actor) : ofThread(referral, action.task);
  if (!mayBe.ok) return mayBe;
  const ended = ifEnded(referral, action, actor);
  // A refusal would tell that it has ended. What they say is kept, and is over: nobody is asked to look at it.
  const isOver = !ended.ok && isNotTold(referral, actor);
  if (!ended.ok && !isOver) return ended;
  const own = reportsIn(referral).find(
    (r) => r.circumstance === action.circumstance && senderOf(r.communication) === actor.organisation && isStillSaid(r),
  );
  const settles = role === 'coordinator' && action.confirmed === true;
  const made = own?.communication ?? reportOf(draft, action, actor);
  const report: Communication = own || !isOver ? made : { ...made, status: 'stopped', received: draft.now };
  if (!own)
    tellingPartners(draft, () =>
      draft.put(report, { type: 'circumstance-reported', task: referenceTo(referral.task) }),
    );
  return settles && report.status === 'in-progress' ? confirm(draft, report, actor, action.reviewDate) : ok(undefined);
};
