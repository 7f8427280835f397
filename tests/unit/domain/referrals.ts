import type {
  Appointment,
  Communication,
  Consent,
  Extension,
  FhirResource,
  Patient,
  ServiceRequest,
  Task,
  TaskOutput,
} from 'fhir/r4.js';
import type { AttendanceResult, CommunicationKind, Outcome } from '../../../contracts/lifecycle/codes.ts';
import type { TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import type { Action, RequestOnward, UpdateTask } from '../../../functions/domain/actions.ts';
import { concept } from '../../../functions/domain/coding.ts';
import { decide } from '../../../functions/domain/decide.ts';
import type { Decision } from '../../../functions/domain/decision.ts';
import { hub } from '../../../functions/domain/hub.ts';
import { obligations } from '../../../functions/domain/obligations.ts';
import { openReferral } from '../../../functions/domain/open-referral.ts';
import { referenceOf } from '../../../functions/domain/reference.ts';
import {
  type Actor,
  type Referral,
  readReferral,
  referenceTo,
  resourcesOf,
} from '../../../functions/domain/referral.ts';

/** Builders of referrals: every state here was reached through openReferral and decide, never put together by hand. */

export const id = '7k3m2p4x9cdefghjkmnpqrstvw';
export const t1 = `${id}.t1`;
export const t2 = `${id}.t2`;

export const practice: Actor = { client: 'churchdown-surgery', organisation: 'L99901' };
export const otherPractice: Actor = { client: 'churchdown-surgery', organisation: 'L99902' };
export const coordinator: Actor = { client: 'wellbeing-service', organisation: 'CWS01' };
export const group: Actor = { client: 'walking-group', organisation: 'walking-group' };
export const shed: Actor = { client: 'mens-shed', organisation: 'mens-shed' };
export { hub };

const monday = Date.parse('2026-11-02T09:00:00.000Z');
/** An instant of the story: day 0 is Monday 2 November 2026. */
export const day = (n: number, hour = 9): string =>
  new Date(monday + n * 86_400_000 + (hour - 9) * 3_600_000).toISOString();
export const later = (at: string, ms = 60_000): string => new Date(Date.parse(at) + ms).toISOString();

export const patient: Patient = {
  resourceType: 'Patient',
  id: `${id}.p1`,
  identifier: [{ system: systems.nhsNumber, value: '9000000009' }],
  name: [{ family: "O'Brien-Łuczak", given: ['Seán'] }],
  telecom: [{ system: 'phone', value: '01452 000000' }],
};

export const request: ServiceRequest = {
  resourceType: 'ServiceRequest',
  id: `${id}.s1`,
  identifier: [{ system: 'https://practice.example/requests', value: 'R-77' }],
  status: 'active',
  intent: 'order',
  code: concept(systems.snomed, '871731000000106'),
  subject: { reference: `Patient/${id}.p1` },
};

interface Start {
  readonly personFirst?: boolean;
  readonly awaitingInformation?: boolean;
  readonly others?: readonly FhirResource[];
  readonly actor?: Actor;
  readonly patient?: Patient;
  /** The sender's own Task. */
  readonly sent?: Task;
}

export const opening = (start: Start = {}): Decision =>
  openReferral(
    {
      referral: id,
      ...{ patient: start.patient ?? patient, request, coordinator: coordinator.organisation },
      others: start.others ?? [],
      ...(start.sent ? { sent: start.sent } : {}),
      actor: start.actor ?? practice,
      awaitingInformation: start.awaitingInformation ?? false,
      personFirst: start.personFirst ?? false,
    },
    day(0),
  );

export const opened = (start: Start = {}): Referral =>
  readReferral({ id, reference: referenceOf(id), version: 1, at: day(0) }, opening(start).changed);

/** The state after a decision was written as the next version. */
export const written = (referral: Referral, decision: Decision, at: string): Referral => {
  if (decision.changed.length === 0) return referral;
  const changed = new Map(decision.changed.map((r) => [referenceTo(r), r]));
  const kept = resourcesOf(referral).filter((r) => !changed.has(referenceTo(r)));
  return readReferral({ ...referral, version: referral.version + 1, at }, [...kept, ...changed.values()]);
};

/** A minute after the newest version, unless said otherwise. */
export const attempt = (referral: Referral, actor: Actor, action: Action, at = later(referral.at)) =>
  decide(referral, action, actor, at);

/** What is refused: every code, in order. Empty when nothing is. */
export const refusalsOf = (referral: Referral, actor: Actor, action: Action, at?: string): string[] => {
  const decided = attempt(referral, actor, action, at);
  return decided.ok ? [] : decided.refusals.map((r) => r.code);
};

/** A step of a story. A refusal is a fault of the story, so it throws. */
export const next = (referral: Referral, actor: Actor, action: Action, at = later(referral.at)): Referral => {
  const decided = attempt(referral, actor, action, at);
  if (!decided.ok) throw new Error(`Refused: ${JSON.stringify(decided.refusals)}`);
  return written(referral, decided.value, at);
};

export const because = (text: string, code?: string): { reason: { text: string; code?: string } } => ({
  reason: { text, ...(code ? { code } : {}) },
});

export const move = (task: string, to: TaskStatus, more: Partial<UpdateTask> = {}): UpdateTask => ({
  kind: 'update-task',
  task,
  to,
  ...more,
});

export const output = (type: string, system: string, code: string): TaskOutput => ({
  type: concept(systems.taskOutput, type),
  valueCodeableConcept: concept(system, code),
});
export const note: TaskOutput = { type: concept(systems.taskOutput, 'note'), valueString: 'Went well' };
export const outcome = (code: Outcome): TaskOutput => output('outcome', systems.outcome, code);
export const closeWith = (code: Outcome, ...more: TaskOutput[]): UpdateTask =>
  move(t1, 'completed', { outputs: [outcome(code), ...more] });

const walking = { system: systems.activity, code: 'walking-group' };

export const consent = (
  partner: string,
  more: Partial<Consent> = {},
  provision: Consent['provision'] = {},
): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { text: 'sharing' },
  category: [{ text: 'sharing' }],
  dateTime: day(0),
  performer: [{ reference: `Patient/${id}.p1` }],
  provision: {
    type: 'permit',
    actor: [{ role: { text: 'recipient' }, reference: { reference: `Organization/${partner}` } }],
    purpose: [walking],
    ...provision,
  },
  ...more,
});

export const objection = (partner: string, more: Partial<Consent> = {}): Consent =>
  consent(partner, more, { type: 'deny' });

export const onwardTo = (partner: string, more: Partial<RequestOnward> = {}): RequestOnward => ({
  kind: 'request-onward',
  request: {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'filler-order',
    basedOn: [{ reference: `ServiceRequest/${id}.s1` }],
    subject: { reference: `Patient/${id}.p1` },
    code: { coding: [walking] },
  },
  task: {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    partOf: [{ reference: `Task/${t1}` }],
    owner: { reference: `Organization/${partner}` },
  },
  consents: partner === coordinator.organisation ? [] : [consent(partner)],
  ownerKind: 'voluntary',
  ...more,
});

/** What waits until a date. */
export const reviewOn = (date: string): Extension => ({ url: extensions.reviewDate, valueDate: date });

/** The same, put together and not sent. */
export const onwardDraft = (partner: string, more: Partial<RequestOnward> = {}): RequestOnward => {
  const asked = onwardTo(partner, more);
  const extension = [reviewOn(day(3).slice(0, 10))];
  return { ...asked, task: { ...asked.task, status: 'draft', extension } };
};

/** The practice's own Task for its request, not sent yet. */
export const draft: Task = {
  resourceType: 'Task',
  status: 'draft',
  intent: 'order',
  extension: [reviewOn(day(3).slice(0, 10))],
};

export const meetingAt = (
  start: string,
  more: { task?: string; appointment?: string; session?: string } = {},
): Action => ({
  kind: 'name-meeting',
  task: more.task ?? t2,
  ...(more.appointment ? { appointment: more.appointment } : {}),
  meeting: {
    start,
    end: later(start, 3_600_000),
    mode: 'in-person',
    signedUpBy: 'Link worker',
    ...(more.session ? { session: more.session } : {}),
  },
});

export const bookedAt = (start: string, more: Partial<Appointment> = {}): Appointment => ({
  resourceType: 'Appointment',
  status: 'booked',
  start,
  end: later(start, 3_600_000),
  extension: [{ url: extensions.signedUpBy, valueString: 'Link worker' }],
  participant: [{ status: 'accepted' }],
  ...more,
});

export const said = (result: AttendanceResult, more: { task?: string; appointment?: string } = {}): Action => ({
  kind: 'record-result',
  task: more.task ?? t2,
  ...(more.appointment ? { appointment: more.appointment } : {}),
  result,
});

export const recorded = (kind: CommunicationKind, task = t1, more: Partial<Communication> = {}): Action => ({
  kind: 'record',
  communication: {
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(systems.recordKind, kind)],
    about: [{ reference: `Task/${task}` }],
    ...more,
  },
});

/** The hub reminds of it, a minute after it was due. */
export const reminded = (referral: Referral, what: string): Referral => {
  const owed = obligations(referral).find((o) => o.what === what);
  if (!owed) throw new Error(`Nobody owes ${what}`);
  return next(referral, hub, { kind: 'chase', obligation: what, task: owed.task, due: owed.due }, later(owed.due));
};

/** Something that one of the two writes to the other. */
export const writes = (kind: CommunicationKind, text: string, more: Partial<Communication> = {}): Action => ({
  kind: 'correspond',
  communication: {
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(systems.recordKind, kind)],
    about: [{ reference: `Task/${t1}` }],
    payload: [{ contentString: text }],
    ...more,
  },
});
export const answers = (message: string, text = 'Yes'): Action =>
  writes('answer', text, { inResponseTo: [{ reference: `Communication/${message}` }] });

/** Steps one after another. */
export const story = (from: Referral, ...steps: readonly (readonly [Actor, Action, string?])[]): Referral =>
  steps.reduce((referral, [actor, action, at]) => next(referral, actor, action, at), from);

/** The coordinator took it. */
export const taken = (start: Start = {}): Referral => next(opened(start), coordinator, move(t1, 'accepted'));

/** The walking group said yes. */
export const agreed = (): Referral =>
  story(taken(), [coordinator, onwardTo('walking-group')], [group, move(t2, 'accepted')]);
