import type { Communication, FhirResource, TaskInput } from 'fhir/r4.js';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { systems } from '../../contracts/systems.ts';
import type { AddNeed, Chase, RecordCommunication, RequestAbort, ReviseRequest } from './actions.ts';
import { readInstant } from './calendar.ts';
import { cancelUnbegun, openAbort } from './children.ts';
import { concept, kindOf, statusOf } from './coding.ts';
import { Draft } from './decision.ts';
import { reasonFaults } from './guards.ts';
import { newerContact } from './newer-contact.ts';
import { obligations } from './obligations.ts';
import { abortsInHand, coordinatorOf, findTask, partiesOf, referrerOf } from './parties.ts';
import { personFirstFlag, personFirstFlags } from './person-first.ts';
import { type Actor, organisation, type Referral, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';
import { decideUpdateTask } from './update-task.ts';

/** A `not-done` or `entered-in-error` conversation was none. */
const happened: readonly string[] = ['completed', 'in-progress'];

const callerKinds = ['conversation', 'contact-attempt', 'risks-read'];

const aboutOf = (communication: Communication): string[] => communication.about?.map((a) => a.reference ?? '') ?? [];

const recordFaults = (referral: Referral, communication: Communication): Refusal[] => {
  const kind = kindOf(communication);
  if (kind === undefined || !callerKinds.includes(kind))
    return [{ code: 'unknown-code', expression: 'Communication.category' }];
  const about = aboutOf(communication);
  const known = [referral.task, ...referral.onward.map((o) => o.task)].map(referenceTo);
  const faults: Refusal[] = [];
  if (about.length === 0 || !about.every((reference) => known.includes(reference)))
    faults.push({ code: 'wrong-parent', expression: 'Communication.about' });
  if (!happened.includes(communication.status))
    faults.push({
      code: 'invalid-input',
      expression: 'Communication.status',
      diagnostics: `what is recorded has happened: ${happened.join(', ')}`,
    });
  if (kind === 'risks-read' && !communication.sender?.display?.trim())
    faults.push({
      code: 'missing-element',
      expression: 'Communication.sender.display',
      diagnostics: 'the name of the professional',
    });
  return faults;
};

/** A conversation with the person, a try to reach them, or a named professional having read the risks. */
export const decideRecord = (draft: Draft, { communication }: RecordCommunication, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (coordinatorOf(referral) !== actor.organisation) {
    return referrerOf(referral) === actor.organisation ? refuse('not-yours-to-change') : refuse('not-found');
  }
  const faults = refuseAll(recordFaults(referral, communication));
  if (faults) return faults;
  // Instants are kept in one form: deadlines and "since then" compare them as strings.
  const sent = communication.sent === undefined ? draft.now : readInstant(communication.sent);
  if (sent === undefined || sent > draft.now) {
    return refuse('invalid-input', {
      expression: 'Communication.sent',
      diagnostics: 'an instant with its zone, not in the future',
    });
  }
  const subject = { reference: referenceTo(referral.patient) };
  const task = aboutOf(communication)[0] ?? referenceTo(referral.task);
  draft.put({ ...communication, id: draft.nextId('m'), subject, sent }, { type: 'recorded', task });
  if (kindOf(communication) === 'risks-read') lowerFlags(draft);
  return ok(undefined);
};

const lowerFlags = (draft: Draft): void => {
  for (const flag of personFirstFlags(draft.referral)) draft.put({ ...flag, status: 'inactive' });
};

/** Work in progress is stopped by asking its owner. standards.md 12.4 row 15; at most one open request per Task. */
export const decideRequestAbort = (draft: Draft, action: RequestAbort, actor: Actor): Result<void> => {
  const found = findTask(draft.referral, action.task);
  if (!found || found.level === 'abort') return refuse('not-found');
  const parties = partiesOf(found.task, actor.organisation);
  if (parties.length === 0) return refuse('not-found');
  if (!parties.includes('requester')) return refuse('not-yours-to-change');
  const status = statusOf(found.task);
  if (isTerminal(status)) return refuse('ended', { diagnostics: `the Task is ${status}` });
  if (status !== 'in-progress' && status !== 'on-hold') {
    return refuse('illegal-transition', { diagnostics: `a Task that is ${status} is cancelled directly` });
  }
  if (abortsInHand(draft.referral, found.task).length > 0) return refuse('abort-open');
  const faults = refuseAll(reasonFaults(action.reason, 'Task.reasonCode.text'));
  if (faults) return faults;
  openAbort(draft, found.task, action.reason.text, actor.organisation);
  return ok(undefined);
};

/** The referrer withdraws or recalls its request: T1 follows, directly or by asking. standards.md 12.5. */
export const decideReviseRequest = (draft: Draft, action: ReviseRequest, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (referrerOf(referral) !== actor.organisation) {
    return coordinatorOf(referral) === actor.organisation ? refuse('not-yours-to-change') : refuse('not-found');
  }
  const { request, task } = referral;
  if (action.request !== undefined && action.request !== request.id) return decideReviseNeed(draft, action);
  if (request.status === action.status) return ok(undefined);
  if (request.status !== 'active' && request.status !== 'on-hold')
    return refuse('ended', { expression: 'ServiceRequest.status' });
  const faults = refuseAll(reasonFaults(action.reason, 'ServiceRequest.note'));
  if (faults) return faults;
  const moves = stopTask(draft, action, actor);
  if (!moves.ok) return moves;
  draft.put({ ...request, status: action.status }, { type: `request-${action.status}`, task: referenceTo(task) });
  return ok(undefined);
};

/** One further need of several goes; the Task goes on for the rest of the request. */
const decideReviseNeed = (draft: Draft, { request, status, reason }: ReviseRequest): Result<void> => {
  const need = draft.referral.furtherNeeds.find((n) => n.id === request);
  if (!need) return refuse('not-found');
  if (need.status === status) return ok(undefined);
  if (need.status !== 'active' && need.status !== 'on-hold')
    return refuse('ended', { expression: 'ServiceRequest.status' });
  const faults = refuseAll(reasonFaults(reason, 'ServiceRequest.note'));
  if (faults) return faults;
  draft.put({ ...need, status }, { type: `request-${status}`, task: referenceTo(draft.referral.task) });
  return ok(undefined);
};

const stopTask = (draft: Draft, action: ReviseRequest, actor: Actor): Result<void> => {
  const { task } = draft.referral;
  const id = task.id ?? '';
  const status = statusOf(task);
  if (action.status === 'entered-in-error') {
    return decideUpdateTask(
      draft,
      { kind: 'update-task', task: id, to: 'entered-in-error', reason: action.reason },
      actor,
    );
  }
  if (isTerminal(status)) return ok(undefined);
  if (status === 'in-progress' || status === 'on-hold') {
    // A withdrawn request sends nobody out any more: what no partner began ends now, whatever the coordinator answers
    // (standards.md 12.9, invariant 14).
    cancelUnbegun(draft, 'The request was withdrawn');
    return abortsInHand(draft.referral, task).length > 0
      ? ok(undefined)
      : decideRequestAbort(draft, { kind: 'request-abort', task: id, reason: action.reason }, actor);
  }
  return decideUpdateTask(draft, { kind: 'update-task', task: id, to: 'cancelled', reason: action.reason }, actor);
};

/** The numbers that a further need and what comes with it will have, so that references between them hold. */
export const placesOfNeed = (referral: Referral): { readonly request: number; readonly other: number } => {
  const draft = new Draft(referral, referral.at);
  return { request: draft.nextNumber(), other: Number(draft.nextId('x').split('x').at(-1)) };
};

/** A second request while this one is open is never refused and never lost: it becomes a further need. DESIGN 5, guard. */
export const decideAddNeed = (draft: Draft, action: AddNeed, actor: Actor): Result<void> => {
  const { referral } = draft;
  if (referrerOf(referral) !== actor.organisation) return refuse('not-found');
  if (isTerminal(statusOf(referral.task)))
    return refuse('ended', { diagnostics: `the Task is ${referral.task.status}` });
  // The Task of a withdrawn request may still wait for an answer; what is asked now is a request of its own.
  const { status } = referral.request;
  if (status === 'revoked' || status === 'entered-in-error')
    return refuse('ended', { diagnostics: `the request is ${status}` });
  const n = draft.nextNumber();
  const need = { ...action.request, id: `${referral.id}.s${n}`, subject: { reference: referenceTo(referral.patient) } };
  draft.put(need);
  const reference = referenceTo(need);
  const asSent = action.others.flatMap((other) => putBeside(draft, other));
  if (action.personFirst) draft.put(personFirstFlag(referral.patient, draft.nextId('x'), draft.now));
  const input = { type: concept(systems.request, 'further-need'), valueReference: { reference } };
  draft.put(
    {
      ...draft.referral.task,
      input: [...(draft.referral.task.input ?? []), input, ...asSent],
      lastModified: draft.now,
    },
    { type: 'need-added', task: referenceTo(referral.task) },
  );
  return ok(undefined);
};

/** Kept as it came. The person of a further need also brings what is newer about how to reach them. */
const putBeside = (draft: Draft, other: FhirResource): TaskInput[] => {
  const kept = { ...other, id: draft.nextId('x') };
  draft.put(kept);
  if (kept.resourceType !== 'Patient') return [];
  draft.put(newerContact(draft.referral.patient, kept));
  return [{ type: concept(systems.request, 'person-as-sent'), valueReference: { reference: referenceTo(kept) } }];
};

/** The hub reminds, in the ledger, so that the next deadline moves to the next human. Nothing is due any more: nothing is done. */
export const decideChase = (draft: Draft, action: Chase): Result<void> => {
  const { referral, now } = draft;
  const due = obligations(referral).find(
    (o) => o.what === action.obligation && o.task === action.task && o.due === action.due && o.due <= now,
  );
  if (!due) return ok(undefined);
  const chase: Communication = {
    resourceType: 'Communication',
    id: draft.nextId('m'),
    status: 'completed',
    category: [concept(systems.recordKind, 'chase')],
    topic: concept(systems.obligation, due.what),
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: `Task/${due.task}` }],
    recipient: [organisation(due.who)],
    sent: now,
  };
  draft.put(chase, { type: 'chased', task: `Task/${due.task}` });
  return ok(undefined);
};
