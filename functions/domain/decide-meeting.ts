import type { Appointment, Task } from 'fhir/r4.js';
import { type AttendanceResult, attendanceResults, meetingModes } from '../../contracts/lifecycle/codes.ts';
import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { type BusinessStatus, isTerminal, mayStandWith } from '../../contracts/lifecycle/statuses.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import type { CancelMeeting, Meeting, NameMeeting, RecordResult } from './actions.ts';
import { calendarDaysAfter, instant } from './calendar.ts';
import { codeIn, concept, isAbout, kindOf, statusOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { startReferral } from './effects.ts';
import { meetingResult, meetingToRecord } from './meetings.ts';
import { coordinatorOf, needsPersonFirst, partiesOf } from './parties.ts';
import { messagePractice } from './practice-messages.ts';
import { type Actor, type Onward, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';

/** The onward request that this organisation may work on: its owner's or the coordinator's. Anything else is not there. */
const workable = (draft: Draft, task: string, actor: Actor): Onward | undefined => {
  const onward = draft.referral.onward.find((o) => o.task.id === task);
  if (!onward) return undefined;
  const may =
    partiesOf(onward.task, actor.organisation).includes('owner') ||
    coordinatorOf(draft.referral) === actor.organisation;
  return may ? onward : undefined;
};

/** A business status that does not fit the status is left away: the status says more. */
const touched = (task: Task, businessStatus: BusinessStatus, now: string): Task => ({
  ...task,
  ...(mayStandWith(businessStatus, statusOf(task))
    ? { businessStatus: concept(systems.businessStatus, businessStatus) }
    : {}),
  lastModified: now,
});

const meetingFaults = (meeting: Meeting): Refusal[] => {
  const faults: Refusal[] = [];
  if (instant(meeting.end) <= instant(meeting.start))
    faults.push({ code: 'invalid-input', expression: 'end', diagnostics: 'the end is not after the start' });
  if (!Object.hasOwn(meetingModes, meeting.mode)) faults.push({ code: 'unknown-code', expression: 'mode' });
  if (meeting.signedUpBy.trim() === '') faults.push({ code: 'missing-element', expression: 'signedUpBy' });
  return faults;
};

export const appointmentOf = (id: string, onward: Pick<Onward, 'task'>, meeting: Meeting): Appointment => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  ...(meeting.session ? { identifier: [{ system: systems.session, value: meeting.session }] } : {}),
  start: instant(meeting.start),
  end: instant(meeting.end),
  extension: [
    { url: extensions.signedUpBy, valueString: meeting.signedUpBy },
    { url: extensions.meetingMode, valueCode: meeting.mode },
  ],
  supportingInformation: [{ reference: referenceTo(onward.task) }],
  participant: [
    { ...(onward.task.for ? { actor: onward.task.for } : {}), status: 'accepted' },
    { ...(onward.task.owner ? { actor: onward.task.owner } : {}), status: 'accepted' },
    ...(meeting.place ? [{ actor: { type: 'Location', display: meeting.place }, status: 'accepted' as const }] : []),
  ],
});

const namingFaults = (draft: Draft, onward: Onward, action: NameMeeting): Refusal[] => {
  const status = statusOf(onward.task);
  if (isTerminal(status)) return [{ code: 'ended', diagnostics: `the Task is ${status}` }];
  if (status !== 'accepted' && status !== 'in-progress') {
    return [
      { code: 'illegal-transition', diagnostics: `a meeting is named once the request is accepted; it is ${status}` },
    ];
  }
  return needsPersonFirst(draft.referral) ? [{ code: 'person-first' }] : meetingFaults(action.meeting);
};

/** The same start is the same meeting, so that a double tap books one. */
const standingMeeting = (onward: Onward, { appointment, meeting }: NameMeeting): Appointment | undefined =>
  appointment
    ? onward.meetings.find((m) => m.id === appointment)
    : onward.meetings.find((m) => m.status === 'booked' && m.start === instant(meeting.start));

export const decideNameMeeting = (draft: Draft, action: NameMeeting, actor: Actor): Result<void> => {
  const onward = workable(draft, action.task, actor);
  if (!onward) return refuse('not-found');
  const faults = refuseAll(namingFaults(draft, onward, action));
  if (faults) return faults;
  const standing = standingMeeting(onward, action);
  if (action.appointment && !standing) return refuse('not-found');
  if (standing && standing.status !== 'booked')
    return refuse('ended', { diagnostics: `the meeting is ${standing.status}` });
  const { meta: _, ...was } = standing ?? { meta: undefined };
  const next = appointmentOf(standing?.id ?? draft.nextId('a'), onward, action.meeting);
  if (standing && JSON.stringify(was) === JSON.stringify(next)) return ok(undefined);
  const event = standing ? 'meeting-moved' : 'meeting-named';
  draft.put(next, { type: event, task: referenceTo(onward.task) });
  draft.put(touched(onward.task, 'session-scheduled', draft.now));
  return ok(undefined);
};

export const decideCancelMeeting = (draft: Draft, action: CancelMeeting, actor: Actor): Result<void> => {
  const onward = draft.referral.onward.find((o) => o.meetings.some((m) => m.id === action.appointment));
  const found = onward && workable(draft, onward.task.id ?? '', actor);
  const meeting = found?.meetings.find((m) => m.id === action.appointment);
  if (!found || !meeting) return refuse('not-found');
  if (meeting.status === 'cancelled') return ok(undefined);
  if (meeting.status !== 'booked') return refuse('ended', { diagnostics: `the meeting is ${meeting.status}` });
  draft.put(
    { ...meeting, status: 'cancelled', cancelationReason: { text: action.reason.text } },
    { type: 'meeting-cancelled', task: referenceTo(found.task) },
  );
  draft.put(touched(found.task, 'session-cancelled', draft.now));
  return ok(undefined);
};

const appointmentStatus = {
  attended: 'fulfilled',
  'did-not-attend': 'noshow',
  'could-not-come': 'cancelled',
  'not-sure': 'booked',
  'not-known': 'booked',
} as const satisfies Record<AttendanceResult, Appointment['status']>;

const resultStatus: Record<AttendanceResult, BusinessStatus | undefined> = {
  attended: 'session-attended',
  'did-not-attend': 'did-not-attend',
  'could-not-come': 'session-cancelled',
  'not-sure': undefined,
  'not-known': undefined,
};

const withResult = (task: Task, result: AttendanceResult): Task => {
  const isOther = (o: NonNullable<Task['output']>[number]) =>
    codeIn(systems.taskOutput, o.type) !== 'first-meeting-result';
  return {
    ...task,
    output: [
      ...(task.output ?? []).filter(isOther),
      {
        type: concept(systems.taskOutput, 'first-meeting-result'),
        valueCodeableConcept: concept(systems.attendance, result, attendanceResults[result]),
      },
    ],
  };
};

/** DESIGN 4: not known needs two chases of the group and one human try to ask the person; only the coordinator says it. */
const notKnownFaults = (draft: Draft, onward: Onward, actor: Actor): Refusal[] => {
  if (coordinatorOf(draft.referral) !== actor.organisation) return [{ code: 'not-yours-to-change' }];
  const about = draft.referral.communications.filter((c) => isAbout(c, referenceTo(onward.task)));
  const chases = about.filter((c) => kindOf(c) === 'chase').length;
  const asked = about.some((c) => kindOf(c) === 'contact-attempt' || kindOf(c) === 'conversation');
  return chases >= 2 && asked ? [] : [{ code: 'chases-missing', diagnostics: `${chases} chases` }];
};

const resultFaults = (
  draft: Draft,
  onward: Onward,
  meeting: Appointment,
  action: RecordResult,
  actor: Actor,
): Refusal[] => {
  const status = statusOf(onward.task);
  const ended = onward.task.executionPeriod?.end;
  if (isTerminal(status) && draft.now > calendarDaysAfter(ended ?? draft.now, deadlines.graceDays))
    return [{ code: 'too-late' }];
  if (status === 'entered-in-error' || status === 'rejected') return [{ code: 'ended' }];
  if (status === 'requested' || status === 'draft')
    return [{ code: 'illegal-transition', diagnostics: 'the request was not accepted yet' }];
  if (meeting.status === 'entered-in-error') return [{ code: 'ended' }];
  const corrects = meeting.status !== 'booked';
  if (corrects && draft.now > calendarDaysAfter(meeting.end ?? draft.now, deadlines.graceDays))
    return [{ code: 'too-late' }];
  if (action.result !== 'could-not-come' && (meeting.start ?? '') > draft.now) return [{ code: 'not-yet' }];
  return action.result === 'not-known' ? notKnownFaults(draft, onward, actor) : [];
};

/** Attendance: idempotent, correctable, never terminal by itself. standards.md 12.6. */
export const decideRecordResult = (draft: Draft, action: RecordResult, actor: Actor): Result<void> => {
  const onward = workable(draft, action.task, actor);
  if (!onward) return refuse('not-found');
  const meeting = action.appointment
    ? onward.meetings.find((m) => m.id === action.appointment)
    : meetingToRecord(onward, draft.now);
  if (!meeting)
    return action.appointment
      ? refuse('not-found')
      : refuse('illegal-transition', { diagnostics: 'no meeting is named' });
  const before = meetingResult(onward.task);
  const status = appointmentStatus[action.result];
  if (meeting.status === status && before === action.result) return ok(undefined);
  const faults = refuseAll(resultFaults(draft, onward, meeting, action, actor));
  if (faults) return faults;
  const corrects = meeting.status === 'fulfilled' || meeting.status === 'noshow';
  const type = corrects ? 'result-corrected' : 'result-recorded';
  draft.put({ ...meeting, status }, { type, task: referenceTo(onward.task) });
  putResult(draft, onward.task.id ?? '', action.result);
  tellPractice(draft, action.result, corrects && before === 'attended');
  return ok(undefined);
};

const putResult = (draft: Draft, id: string, result: AttendanceResult): void => {
  const onward = draft.referral.onward.find((o) => o.task.id === id);
  if (!onward) return;
  // Who came to one meeting has come: a later meeting does not undo the first.
  const came = onward.meetings.some((m) => m.status === 'fulfilled');
  const task = withResult(onward.task, came ? 'attended' : result);
  const businessStatus = resultStatus[result];
  const next = businessStatus ? touched(task, businessStatus, draft.now) : { ...task, lastModified: draft.now };
  const starts = result === 'attended' && next.status === 'accepted';
  const started = starts ? touched({ ...next, status: 'in-progress' }, 'session-attended', draft.now) : next;
  draft.put(started, starts ? { type: 'task-in-progress', task: referenceTo(started) } : undefined);
  if (starts && draft.referral.task.status === 'accepted') startReferral(draft);
};

/** The practice hears of a first meeting once somebody came; until then the coordinator follows up (users.md 7.1, journey 2). */
const tellPractice = (draft: Draft, result: AttendanceResult, wasAttended: boolean): void => {
  if (wasAttended && result !== 'attended') messagePractice(draft, 'correction');
  else if (result === 'attended') messagePractice(draft, 'first-meeting');
};
