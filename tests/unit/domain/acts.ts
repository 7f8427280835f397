import type { Appointment, Communication, Consent, Extension, Task, TaskOutput } from 'fhir/r4.js';
import type { Circumstance } from '../../../contracts/lifecycle/circumstances.ts';
import type { AttendanceResult, CommunicationKind, Outcome } from '../../../contracts/lifecycle/codes.ts';
import type { TaskStatus } from '../../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import type { ReportCircumstance } from '../../../functions/domain/circumstance/decide-report.ts';
import type { SettleCircumstance } from '../../../functions/domain/circumstance/decide-settle.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Action, RequestOnward, UpdateTask } from '../../../functions/domain/decide/actions.ts';
import { coordinator, day, id, later, t1, t2 } from './cast.ts';

/** What is done and sent: the acts of a story, and the resources that they carry. */

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

/** Who wrote a permission down. */
export const recordedBy: Extension = { url: extensions.recordedBy, valueReference: { display: 'Priya Shah' } };

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
  policy: [{ uri: `${wordingBase}sharing-1` }],
  extension: [recordedBy],
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

/** The risks were considered, and what was found. */
export const considered = (
  more: Partial<Record<'judgement' | 'setting' | 'condition', string>> = {},
  { by = 'Priya Shah', at = '', adult = true } = {},
): Extension => ({
  url: extensions.risksConsidered,
  extension: [
    ...Object.entries({ judgement: 'suitable', setting: 'none-of-these', ...more }).map(([url, valueCode]) => ({
      url,
      valueCode,
    })),
    { url: 'by', valueString: by },
    ...(at ? [{ url: 'at', valueDateTime: at }] : []),
    ...(adult ? [{ url: 'adult', valueBoolean: true }] : []),
  ],
});

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
    extension: [considered()],
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
  const extension = [reviewOn(day(3).slice(0, 10)), considered()];
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
    ...(kind === 'contact-attempt' ? rang() : {}),
    ...more,
  },
});

/** How a try to reach the person was made: by default a call to the number that every referral here has. */
export const rang = (value = '01452 000000', code = 'PHONE'): Partial<Communication> => ({
  medium: [concept(systems.participationMode, code)],
  extension: [{ url: extensions.triedAt, valueContactPoint: { system: 'phone', value } }],
});

export const reports = (circumstance: Circumstance, more: Partial<ReportCircumstance> = {}): ReportCircumstance => ({
  ...{ kind: 'report-circumstance', task: t1, circumstance },
  ...more,
});

export const settles = (
  communication: string,
  as: SettleCircumstance['as'],
  reviewDate?: string,
): SettleCircumstance => ({
  ...{ kind: 'settle-circumstance', communication, as },
  ...(reviewDate ? { reviewDate } : {}),
});

/** A named person opens it. */
export const opens = (task = t1, by = 'Jo Bloggs'): Action => ({ kind: 'open', task, by });

/** Whose case it is; without a code, the team's. */
export const assigns = (code?: string, name?: string): Action => ({
  ...{ kind: 'assign', task: t1 },
  ...(code === undefined ? {} : { assignee: { code, ...(name ? { name } : {}) } }),
});

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

/** Somebody there has read it. */
export const reads = (message: string, more: Partial<Communication> = {}): Action => ({
  kind: 'acknowledge',
  communication: {
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(systems.recordKind, 'acknowledgement')],
    inResponseTo: [{ reference: `Communication/${message}` }],
    sender: { display: 'Sam Patel, reception' },
    ...more,
  },
});

export const answers = (message: string, text = 'Yes'): Action =>
  writes('answer', text, { inResponseTo: [{ reference: `Communication/${message}` }] });
