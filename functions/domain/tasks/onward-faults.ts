import type { Consent, ServiceRequest, Task } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { cannotCome } from '../circumstance/circumstances.ts';
import { statusOf } from '../coding.ts';
import type { AskedOwner } from '../decide/actions.ts';
import { notAsked } from '../participant.ts';
import { coordinatorOf, referrerOf } from '../parties.ts';
import { haveSamePurpose, permission, purposesOf, whyNotPermitted } from '../permission/permission.ts';
import { organisationOf, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { needsPersonFirst } from '../said/person-first.ts';
import { isUnderWay, isWithdrawn, servesOf } from './delegation.ts';
import { ageFaults, riskFaults } from './risks-considered.ts';
import { wordsFaults } from './words-for-partner.ts';

/** SR2 and T2, as they are to stand. */
interface Asked {
  readonly request: ServiceRequest;
  readonly task: Task;
}

/** A further need is a request of its own: that the first was withdrawn stops what is for the first. 12.9, invariant 14. */
const withdrawnFaults = (referral: Referral, request: ServiceRequest): Refusal[] => {
  const serves = servesOf(referral, request);
  if (serves.length === 0 || !serves.every(isWithdrawn)) return [];
  const other = [referral.request, ...referral.furtherNeeds].some(isUnderWay)
    ? '; name the one that it is for, which goes on'
    : '';
  const diagnostics = `the request was withdrawn: it is ${serves[0]?.status}${other}`;
  return [{ code: 'wrong-parent', expression: 'ServiceRequest.basedOn', diagnostics }];
};

const parentFaults = (referral: Referral, { request }: Asked): Refusal[] => {
  const faults: Refusal[] = [];
  const parent = statusOf(referral.task);
  if (parent !== 'accepted' && parent !== 'in-progress') {
    faults.push({ code: 'wrong-parent', diagnostics: `the referral is ${parent}; it must be accepted or in-progress` });
  }
  faults.push(...withdrawnFaults(referral, request));
  if (cannotCome(referral)) faults.push({ code: 'contact-stopped' });
  return faults;
};

const belongingFaults = (referral: Referral, { request, task }: Asked): Refusal[] => {
  const faults: Refusal[] = [];
  const wrong = (expression: string) => faults.push({ code: 'wrong-parent', expression });
  if (!task.partOf?.some((p) => p.reference === referenceTo(referral.task))) wrong('Task.partOf');
  if (servesOf(referral, request).length === 0) wrong('ServiceRequest.basedOn');
  const person = referenceTo(referral.patient);
  if (request.subject.reference !== person) wrong('ServiceRequest.subject');
  if (task.for !== undefined && task.for.reference !== person) wrong('Task.for');
  return faults;
};

const cannotWait = (priority: string | undefined): boolean => priority === 'stat' || priority === 'asap';

const requestFaults = ({ request, task }: Asked): Refusal[] => {
  const faults: Refusal[] = [];
  if (request.intent !== 'filler-order')
    faults.push({
      code: 'wrong-parent',
      expression: 'ServiceRequest.intent',
      diagnostics: 'an onward request has intent filler-order',
    });
  if (purposesOf(request.code?.coding).length === 0)
    faults.push({ code: 'missing-element', expression: 'ServiceRequest.code' });
  if (request.doNotPerform) faults.push({ code: 'not-our-service', expression: 'ServiceRequest.doNotPerform' });
  if (cannotWait(request.priority)) faults.push({ code: 'urgent-elsewhere', expression: 'ServiceRequest.priority' });
  if (cannotWait(task.priority)) faults.push({ code: 'urgent-elsewhere', expression: 'Task.priority' });
  return faults;
};

const owner = { code: 'unknown-partner', expression: 'Task.owner' } as const;

const ownerFaults = (referral: Referral, { task }: Asked, { ownerKind }: AskedOwner): Refusal[] => {
  const partner = organisationOf(task.owner);
  if (partner === undefined) return [owner];
  // A group that is not on the hub, or a person who wants no name passed on: nothing is sent.
  if (partner === coordinatorOf(referral)) return [];
  // Nobody is on both sides of one referral: a council that referred the person is not asked to meet them (12.1).
  const isReferrer = partner === referrerOf(referral);
  return isReferrer || (ownerKind !== 'voluntary' && ownerKind !== 'council') ? [owner] : [];
};

/** One group is asked once for one need: what came of the first must be known before it is asked again. */
const askedAlready = (referral: Referral, { request, task }: Asked): Refusal[] => {
  const partner = organisationOf(task.owner);
  const same = referral.onward.find(
    (o) =>
      o.task.id !== task.id &&
      organisationOf(o.task.owner) === partner &&
      !isTerminal(statusOf(o.task)) &&
      haveSamePurpose(o.request, request),
  );
  // What it keeps for itself it may keep for several groups that are not on the hub.
  if (!same?.task.id || partner === coordinatorOf(referral)) return [];
  return [{ code: 'already-asked', expression: 'ServiceRequest.code', existing: same.task.id }];
};

/** What keeps an onward request from being put together, also as a draft. standards.md 12.4 rows 1 and 2. */
export const onwardFaults = (referral: Referral, asked: Asked, owner: AskedOwner): Refusal[] => [
  ...parentFaults(referral, asked),
  ...belongingFaults(referral, asked),
  ...requestFaults(asked),
  ...ownerFaults(referral, asked, owner),
  ...askedAlready(referral, asked),
  ...wordsFaults(referral, asked),
];

const permissionFaults = (referral: Referral, { request, task }: Asked, consents: readonly Consent[], now: string) => {
  const partner = organisationOf(task.owner);
  // Nothing leaves the coordinator, so nothing is permitted.
  if (partner === undefined || partner === coordinatorOf(referral)) return [];
  const of = { patient: referral.patient, now };
  if (permission(consents, partner, request, of)) return [];
  const diagnostics = whyNotPermitted(consents, partner, request, of);
  return [{ code: 'permission-missing', expression: 'Task.owner', diagnostics } as const];
};

/** Whoever the coordinator keeps for itself meets nobody else: there is no setting to consider. */
const safetyFaults = (referral: Referral, { task }: Asked, known: AskedOwner & { readonly now: string }): Refusal[] =>
  organisationOf(task.owner) === coordinatorOf(referral)
    ? []
    : [...riskFaults(referral, task, known.now), ...ageFaults(referral, task, known, known.now)];

/** What keeps it from being sent, at once or as a draft that was put together before: the same for both. */
export const sendingFaults = (
  referral: Referral,
  asked: Asked,
  known: AskedOwner & { readonly consents: readonly Consent[]; readonly now: string },
): Refusal[] => {
  const faults = onwardFaults(referral, asked, known);
  const unknown = faults.some(({ code }) => code === 'unknown-partner');
  const away = known.ownerNotAsked && organisationOf(asked.task.owner) !== coordinatorOf(referral);
  if (!unknown && away && known.ownerNotAsked) faults.push({ ...owner, diagnostics: notAsked[known.ownerNotAsked] });
  else if (!unknown)
    faults.push(
      ...permissionFaults(referral, asked, known.consents, known.now),
      ...safetyFaults(referral, asked, known),
    );
  return needsPersonFirst(referral) ? [...faults, { code: 'person-first' }] : faults;
};
