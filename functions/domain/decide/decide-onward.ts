import type { ServiceRequest, Task } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { span } from '../calendar.ts';
import { codeIn, concept } from '../coding.ts';
import { booked } from '../meetings/booked-meeting.ts';
import { appointmentFaults, earlyFaults } from '../meetings/meeting-faults.ts';
import { optionFaults } from '../options/next-option.ts';
import { coordinatorOf, referrerOf } from '../parties.ts';
import { keepPermission } from '../permission/decide-permission.ts';
import { recordingFaults } from '../permission/recording-faults.ts';
import { type Actor, organisation, type Referral, referenceTo } from '../referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../result.ts';
import { withSince } from '../since.ts';
import { stopObjected } from '../tasks/children.ts';
import { signed } from '../tasks/moved-task.ts';
import { onwardFaults, sendingFaults } from '../tasks/onward-faults.ts';
import { isHubsOnTask, isOwnExtension } from '../tasks/own-extensions.ts';
import { datedAt, isConsideration } from '../tasks/risks-considered.ts';
import { reviewFaults } from '../tasks/sent-task.ts';
import { noteFaults, textsOf, wordlessFaults } from '../text-limits.ts';
import type { RequestOnward } from './actions.ts';
import type { Draft } from './decision.ts';

const statusFaults = ({ request, task }: RequestOnward): Refusal[] => {
  const isDraft = task.status === 'draft';
  const faults: Refusal[] = [];
  if (request.status !== 'active' && !(isDraft && request.status === 'draft'))
    faults.push({ code: 'not-ready-to-send', expression: 'ServiceRequest.status' });
  if (task.status !== 'requested' && !isDraft) faults.push({ code: 'not-ready-to-send', expression: 'Task.status' });
  return faults;
};

/** A draft is looked at again by a date, and books nothing: nobody but its author knows of it. */
const draftFaults = (referral: Referral, action: RequestOnward, now: string): Refusal[] => [
  ...onwardFaults(referral, action, action),
  ...reviewFaults(action.task, now),
  ...(action.meeting ? [{ code: 'not-ready-to-send', expression: 'Appointment' } as const] : []),
  ...optionFaults(referral, action.task),
];

const faultsOf = (referral: Referral, action: RequestOnward, now: string): Refusal[] => {
  if (action.task.status === 'draft') return draftFaults(referral, action, now);
  // What comes with the request is newer than all that is recorded, whatever its sender numbered it.
  const consents = [...referral.consents, ...action.consents.map(({ meta: _, ...consent }) => consent)];
  return [
    ...sendingFaults(referral, action, { ...action, consents, now }),
    ...(action.meeting ? appointmentFaults(action.meeting, action.task, referral, now) : []),
  ];
};

/** The sender's own; of the hub's what was found of the risks, and the date by which a draft is looked at again. */
const extensionOf = ({ status, extension = [] }: Task, now: string): NonNullable<Task['extension']> =>
  withSince(
    extension
      .filter((e) => !isOwnExtension(e) || isConsideration(e) || (status === 'draft' && !isHubsOnTask(e)))
      .map((e) => (isConsideration(e) ? datedAt(e, now) : e)),
    now,
  );

const taskOf = ({ referral, now }: Draft, sent: Task, n: number, request: ServiceRequest, actor: Actor): Task => {
  // What was done, and how it went, begins with nothing: only the moves after this one say so.
  const { executionPeriod: _, output: __, statusReason: ___, businessStatus: ____, note = [], ...asked } = sent;
  const notes = signed(textsOf(note), actor.organisation, now);
  return {
    ...asked,
    id: `${referral.id}.t${n}`,
    intent: 'order',
    code: concept(systems.taskCode, 'fulfill'),
    focus: { reference: referenceTo(request) },
    for: { reference: referenceTo(referral.patient) },
    requester: organisation(actor.organisation),
    ...(sent.status === 'draft' ? {} : { businessStatus: concept(systems.businessStatus, 'submitted') }),
    // A partner is shown its own notes: what the coordinator wrote must not pass for one.
    ...(notes.length > 0 ? { note: notes } : {}),
    extension: extensionOf(sent, now),
    // A clock that is ahead must not make the hub's own lastModified the earlier one (R4, inv-1).
    authoredOn: asked.authoredOn !== undefined && span(asked.authoredOn).last <= now ? asked.authoredOn : now,
    lastModified: now,
  };
};

/** Coordinator asks a partner to meet the person: SR2, T2, permission and, where named, the first meeting, in one version. */
export const decideRequestOnward = (draft: Draft, action: RequestOnward, actor: Actor): Result<void> => {
  const { referral, now } = draft;
  if (coordinatorOf(referral) !== actor.organisation)
    return refuse(referrerOf(referral) === actor.organisation ? 'not-yours-to-change' : 'not-found');
  const { note = [] } = action.task;
  const faults = refuseAll([
    ...statusFaults(action),
    ...faultsOf(referral, action, now),
    ...wordlessFaults('Task', note),
    ...noteFaults([], textsOf(note)),
  ]);
  if (faults) return faults;
  const unsaid = refuseAll(action.consents.flatMap((consent) => recordingFaults(consent, referral, now)));
  if (unsaid) return unsaid;
  const n = draft.nextNumber();
  const request: ServiceRequest = {
    ...action.request,
    id: `${referral.id}.s${n}`,
    requester: organisation(actor.organisation),
  };
  const task = taskOf(draft, action.task, n, request, actor);
  const early = refuseAll(action.meeting ? earlyFaults(action.meeting.start, task, referral.task) : []);
  if (early) return early;
  const type = task.status === 'draft' ? 'task-draft' : 'onward-requested';
  for (const consent of action.consents) keepPermission(draft, consent, actor);
  // The request is read through its Task, so it goes first.
  draft.put(request);
  draft.put(task, { type, task: referenceTo(task) });
  if (action.meeting)
    draft.put(booked(action.meeting, draft.nextId('a'), task), { type: 'meeting-named', task: referenceTo(task) });
  // A request to stop takes the next number after those of this request.
  stopObjected(draft, referral);
  return ok(undefined);
};

/** Purpose of an onward request as its first coding, for those who show it. */
export const activityOf = (request: ServiceRequest): string | undefined => codeIn(systems.activity, request.code);
