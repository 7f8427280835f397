import type { Appointment, Consent, ServiceRequest, Task } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import type { RequestOnward } from './actions.ts';
import { instant } from './calendar.ts';
import { codeIn, concept, statusOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { signedUpBy } from './meetings.ts';
import { coordinatorOf, needsPersonFirst } from './parties.ts';
import { type Actor, organisation, organisationOf, type Referral, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';
import { withSince } from './since.ts';

/** What a request is for, as the permission must name it: the codings of SR2.code. */
const purposesOf = (request: ServiceRequest): string[] =>
  (request.code?.coding ?? []).map((c) => `${c.system ?? ''}|${c.code ?? ''}`);

const names = (consent: Consent, partner: string): boolean =>
  consent.provision?.actor?.some((a) => organisationOf(a.reference) === partner) ?? false;

const covers = (consent: Consent, request: ServiceRequest): boolean => {
  const purposes = purposesOf(request);
  return consent.provision?.purpose?.some((p) => purposes.includes(`${p.system ?? ''}|${p.code ?? ''}`)) ?? false;
};

/**
 * The gate of DESIGN 4: a permission of the person (or a best-interests or attorney's decision, recorded as one)
 * for this group and this purpose. An objection to the group, recorded later, closes it again.
 */
export const permission = (
  consents: readonly Consent[],
  partner: string,
  request: ServiceRequest,
): Consent | undefined => {
  const about = consents
    .filter((c) => c.status === 'active' && names(c, partner))
    .sort((a, b) => (a.dateTime ?? '').localeCompare(b.dateTime ?? ''));
  const last = about.filter((c) => c.provision?.type === 'deny' || covers(c, request)).at(-1);
  return last?.provision?.type === 'permit' && last.performer !== undefined ? last : undefined;
};

const parentFaults = (referral: Referral, action: RequestOnward): Refusal[] => {
  const faults: Refusal[] = [];
  const wrong = (expression: string) => faults.push({ code: 'wrong-parent', expression });
  const parent = statusOf(referral.task);
  if (parent !== 'accepted' && parent !== 'in-progress') {
    faults.push({ code: 'wrong-parent', diagnostics: `the referral is ${parent}; it must be accepted or in-progress` });
  }
  if (!action.task.partOf?.some((p) => p.reference === referenceTo(referral.task))) wrong('Task.partOf');
  if (!action.request.basedOn?.some((b) => b.reference === referenceTo(referral.request)))
    wrong('ServiceRequest.basedOn');
  const person = referenceTo(referral.patient);
  if (action.request.subject.reference !== person) wrong('ServiceRequest.subject');
  if (action.task.for !== undefined && action.task.for.reference !== person) wrong('Task.for');
  return faults;
};

const requestFaults = ({ request, task }: RequestOnward): Refusal[] => {
  const faults: Refusal[] = [];
  if (request.intent !== 'filler-order')
    faults.push({
      code: 'wrong-parent',
      expression: 'ServiceRequest.intent',
      diagnostics: 'an onward request has intent filler-order',
    });
  if (request.status !== 'active') faults.push({ code: 'not-ready-to-send', expression: 'ServiceRequest.status' });
  if (task.status !== 'requested') faults.push({ code: 'not-ready-to-send', expression: 'Task.status' });
  if (purposesOf(request).length === 0) faults.push({ code: 'missing-element', expression: 'ServiceRequest.code' });
  return faults;
};

const partnerFaults = (referral: Referral, action: RequestOnward): Refusal[] => {
  const partner = organisationOf(action.task.owner);
  if (partner === undefined) return [{ code: 'unknown-partner', expression: 'Task.owner' }];
  // A group that is not on the hub, or a person who wants no name passed on: nothing is sent, so nothing is permitted.
  if (partner === coordinatorOf(referral)) return [];
  if (action.ownerKind !== 'voluntary' && action.ownerKind !== 'council') {
    return [{ code: 'unknown-partner', expression: 'Task.owner' }];
  }
  const consents = [...referral.consents, ...action.consents];
  return permission(consents, partner, action.request)
    ? []
    : [{ code: 'permission-missing', expression: 'Task.owner' }];
};

const meetingFaults = ({ meeting }: RequestOnward): Refusal[] => {
  if (!meeting) return [];
  const faults: Refusal[] = [];
  if (!meeting.start || !meeting.end) faults.push({ code: 'missing-element', expression: 'Appointment.start' });
  if (!signedUpBy(meeting)) faults.push({ code: 'missing-element', expression: 'Appointment.extension' });
  if (meeting.status !== 'booked') faults.push({ code: 'invalid-input', expression: 'Appointment.status' });
  return faults;
};

/** Coordinator asks a partner to meet the person: SR2, T2, permission and, where named, the first meeting, in one version. */
export const decideRequestOnward = (draft: Draft, action: RequestOnward, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  if (coordinatorOf(referral) !== actor.organisation) return refuse('not-found');
  const faults = refuseAll([
    ...parentFaults(referral, action),
    ...requestFaults(action),
    ...partnerFaults(referral, action),
    ...meetingFaults(action),
    ...(needsPersonFirst(referral) ? [{ code: 'person-first' as const }] : []),
  ]);
  if (faults) return faults;
  const n = draft.nextNumber();
  const request: ServiceRequest = {
    ...action.request,
    id: `${referral.id}.s${n}`,
    requester: organisation(actor.organisation),
  };
  const task: Task = {
    ...action.task,
    id: `${referral.id}.t${n}`,
    intent: 'order',
    code: concept(systems.taskCode, 'fulfill'),
    focus: { reference: referenceTo(request) },
    for: { reference: referenceTo(referral.patient) },
    requester: organisation(actor.organisation),
    businessStatus: concept(systems.businessStatus, 'submitted'),
    extension: withSince(action.task.extension, now),
    authoredOn: action.task.authoredOn ?? now,
    lastModified: now,
  };
  for (const consent of action.consents) draft.put({ ...consent, id: draft.nextId('c') });
  // The request is read through its Task, so it goes first.
  draft.put(request);
  draft.put(task, { type: 'onward-requested', task: referenceTo(task) });
  if (action.meeting)
    draft.put(meetingFor(draft, action.meeting, task), { type: 'meeting-named', task: referenceTo(task) });
  return ok(undefined);
};

const meetingFor = (draft: Draft, meeting: Appointment, task: Task): Appointment => ({
  ...meeting,
  id: draft.nextId('a'),
  ...(meeting.start ? { start: instant(meeting.start) } : {}),
  ...(meeting.end ? { end: instant(meeting.end) } : {}),
  supportingInformation: [{ reference: referenceTo(task) }],
});

/** Purpose of an onward request as its first coding, for those who show it. */
export const activityOf = (request: ServiceRequest): string | undefined => codeIn(systems.activity, request.code);
