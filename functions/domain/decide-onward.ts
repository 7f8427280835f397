import type { Appointment, ServiceRequest, Task } from 'fhir/r4.js';
import { meetingModes } from '../../contracts/lifecycle/codes.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import type { RequestOnward } from './actions.ts';
import { instant, span } from './calendar.ts';
import { codeIn, concept, statusOf } from './coding.ts';
import { timeFaults } from './decide-meeting.ts';
import type { Draft } from './decision.ts';
import { signedUpBy } from './meetings.ts';
import { notAsked } from './participant.ts';
import { coordinatorOf, referrerOf } from './parties.ts';
import { permission, purposesOf } from './permission.ts';
import { needsPersonFirst } from './person-first.ts';
import { type Actor, organisation, organisationOf, type Referral, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';
import { withSince } from './since.ts';

const parentFaults = (referral: Referral, action: RequestOnward): Refusal[] => {
  const faults: Refusal[] = [];
  const wrong = (expression: string) => faults.push({ code: 'wrong-parent', expression });
  const parent = statusOf(referral.task);
  if (parent !== 'accepted' && parent !== 'in-progress') {
    faults.push({ code: 'wrong-parent', diagnostics: `the referral is ${parent}; it must be accepted or in-progress` });
  }
  if (referral.request.status === 'revoked' || referral.request.status === 'entered-in-error')
    faults.push({ code: 'wrong-parent', diagnostics: `the request was withdrawn: it is ${referral.request.status}` });
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
  if (purposesOf(request.code?.coding).length === 0)
    faults.push({ code: 'missing-element', expression: 'ServiceRequest.code' });
  return faults;
};

const partnerFaults = (referral: Referral, action: RequestOnward, now: string): Refusal[] => {
  const partner = organisationOf(action.task.owner);
  if (partner === undefined) return [{ code: 'unknown-partner', expression: 'Task.owner' }];
  // A group that is not on the hub, or a person who wants no name passed on: nothing is sent, so nothing is permitted.
  if (partner === coordinatorOf(referral)) return [];
  // Nobody is on both sides of one referral: a council that referred the person is not asked to meet them (12.1).
  const isReferrer = partner === referrerOf(referral);
  if (isReferrer || (action.ownerKind !== 'voluntary' && action.ownerKind !== 'council')) {
    return [{ code: 'unknown-partner', expression: 'Task.owner' }];
  }
  if (action.ownerNotAsked)
    return [{ code: 'unknown-partner', expression: 'Task.owner', diagnostics: notAsked[action.ownerNotAsked] }];
  // What comes with the request is newer than all that is recorded, whatever its sender numbered it.
  const consents = [...referral.consents, ...action.consents.map(({ meta: _, ...consent }) => consent)];
  return permission(consents, partner, action.request, { patient: referral.patient, now })
    ? []
    : [{ code: 'permission-missing', expression: 'Task.owner' }];
};

const meetingFaults = ({ meeting }: RequestOnward, now: string): Refusal[] => {
  if (!meeting) return [];
  const faults: Refusal[] = [];
  if (!meeting.start || !meeting.end) faults.push({ code: 'missing-element', expression: 'Appointment.start' });
  else faults.push(...timeFaults(meeting.start, meeting.end, now, 'Appointment.'));
  const mode = meeting.extension?.find((e) => e.url === extensions.meetingMode)?.valueCode;
  if (mode !== undefined && !Object.hasOwn(meetingModes, mode))
    faults.push({ code: 'unknown-code', expression: 'Appointment.extension' });
  if (!signedUpBy(meeting)) faults.push({ code: 'missing-element', expression: 'Appointment.extension' });
  if (meeting.status !== 'booked') faults.push({ code: 'invalid-input', expression: 'Appointment.status' });
  return faults;
};

/** Coordinator asks a partner to meet the person: SR2, T2, permission and, where named, the first meeting, in one version. */
export const decideRequestOnward = (draft: Draft, action: RequestOnward, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  if (coordinatorOf(referral) !== actor.organisation)
    return refuse(referrerOf(referral) === actor.organisation ? 'not-yours-to-change' : 'not-found');
  const faults = refuseAll([
    ...parentFaults(referral, action),
    ...requestFaults(action),
    ...partnerFaults(referral, action, now),
    ...meetingFaults(action, now),
    ...(needsPersonFirst(referral) ? [{ code: 'person-first' as const }] : []),
  ]);
  if (faults) return faults;
  const n = draft.nextNumber();
  const request: ServiceRequest = {
    ...action.request,
    id: `${referral.id}.s${n}`,
    requester: organisation(actor.organisation),
  };
  // What was done, and how it went, begins with nothing: only the moves after this one say so.
  const { executionPeriod: _, output: __, statusReason: ___, ...asked } = action.task;
  const task: Task = {
    ...asked,
    id: `${referral.id}.t${n}`,
    intent: 'order',
    code: concept(systems.taskCode, 'fulfill'),
    focus: { reference: referenceTo(request) },
    for: { reference: referenceTo(referral.patient) },
    requester: organisation(actor.organisation),
    businessStatus: concept(systems.businessStatus, 'submitted'),
    extension: withSince(asked.extension, now),
    // A clock that is ahead must not make the hub's own lastModified the earlier one (R4, inv-1).
    authoredOn: asked.authoredOn !== undefined && span(asked.authoredOn).last <= now ? asked.authoredOn : now,
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
  // No meeting that is still to come has a result.
  extension: (meeting.extension ?? []).filter((e) => e.url !== extensions.attendance),
  ...(meeting.start ? { start: instant(meeting.start) } : {}),
  ...(meeting.end ? { end: instant(meeting.end) } : {}),
  supportingInformation: [{ reference: referenceTo(task) }],
});

/** Purpose of an onward request as its first coding, for those who show it. */
export const activityOf = (request: ServiceRequest): string | undefined => codeIn(systems.activity, request.code);
