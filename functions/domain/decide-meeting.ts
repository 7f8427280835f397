import type { Appointment, CodeableConcept, Task } from 'fhir/r4.js';
import { meetingModes } from '../../contracts/lifecycle/codes.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { CancelMeeting, Meeting, NameMeeting, Reason } from './actions.ts';
import { meetingAfter } from './booked-meeting.ts';
import { calendarDaysAfter, instant, readInstant } from './calendar.ts';
import { canonical } from './canonical.ts';
import { statusOf } from './coding.ts';
import type { Draft } from './decision.ts';
import { reasonFaults } from './guards.ts';
import { type Actor, type Onward, type Referral, referenceTo } from './referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from './result.ts';
import { touched, workable } from './workable.ts';

const farthestDays = 366;
const longestDays = 1;

/** What is wrong with the times of a meeting: the form of FHIR also allows 30 February. */
export const timeFaults = (start: string, end: string, now: string, at = ''): Refusal[] => {
  const [first, last] = [readInstant(start), readInstant(end)];
  const faults: Refusal[] = [];
  if (first === undefined) faults.push({ code: 'invalid-input', expression: `${at}start` });
  if (last === undefined) faults.push({ code: 'invalid-input', expression: `${at}end` });
  if (first === undefined || last === undefined) return faults;
  const wrong = (name: string, diagnostics: string) =>
    faults.push({ code: 'invalid-input', expression: `${at}${name}`, diagnostics });
  if (last <= first) wrong('end', 'the end is not after the start');
  // A slip of the keyboard must not put the next deadline of a referral years away.
  if (first > calendarDaysAfter(now, farthestDays) || first < calendarDaysAfter(now, -farthestDays))
    wrong('start', `a meeting is within ${farthestDays} days of today`);
  if (last > calendarDaysAfter(first, longestDays)) wrong('end', `a meeting ends within ${longestDays} day`);
  return faults;
};

const meetingFaults = (meeting: Meeting, now: string): Refusal[] => {
  const faults = timeFaults(meeting.start, meeting.end, now);
  if (!Object.hasOwn(meetingModes, meeting.mode)) faults.push({ code: 'unknown-code', expression: 'mode' });
  if (meeting.signedUpBy.trim() === '') faults.push({ code: 'missing-element', expression: 'signedUpBy' });
  return faults;
};

const namingFaults = (draft: Draft, onward: Onward, action: NameMeeting): Refusal[] => {
  const status = statusOf(onward.task);
  if (isTerminal(status)) return [{ code: 'ended', diagnostics: `the Task is ${status}` }];
  if (isTerminal(statusOf(draft.referral.task))) return [{ code: 'ended', diagnostics: 'the referral has ended' }];
  if (status !== 'accepted' && status !== 'in-progress') {
    return [
      { code: 'illegal-transition', diagnostics: `a meeting is named once the request is accepted; it is ${status}` },
    ];
  }
  return [
    ...meetingFaults(action.meeting, draft.now),
    ...participantFaults(action.written?.set.participant, draft.referral),
  ];
};

/** Whoever else comes, the person is the one whom the referral is about (standards.md 12.6). */
export const participantFaults = (
  participants: Appointment['participant'] | undefined,
  { patient }: Referral,
): Refusal[] =>
  participants?.some(
    ({ actor }) => actor?.reference?.startsWith('Patient/') && actor.reference !== referenceTo(patient),
  )
    ? [{ code: 'wrong-parent', expression: 'Appointment.participant' }]
    : [];

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
  if (standing?.id && action.onlyNew) return refuse('meeting-exists', { existing: standing.id });
  if (standing && standing.status !== 'booked')
    return refuse('ended', { diagnostics: `the meeting is ${standing.status}` });
  const next = meetingAfter(action, { task: onward.task, standing, id: standing?.id ?? draft.nextId('a') });
  return putMeeting(draft, onward.task, next, standing);
};

const putMeeting = (draft: Draft, task: Task, next: Appointment, standing: Appointment | undefined): Result<void> => {
  if (standing && canonical({ ...standing, meta: undefined }) === canonical(next)) return ok(undefined);
  const isNewTime = standing?.start !== next.start;
  draft.put(next, { type: standing ? 'meeting-moved' : 'meeting-named', task: referenceTo(task) });
  draft.put(isNewTime ? touched(task, 'session-scheduled', draft.now) : { ...task, lastModified: draft.now });
  return ok(undefined);
};

/** As it was sent: its codings stand beside the words. */
const inWords = ({ text, codings }: Reason): CodeableConcept => ({
  ...(codings ? { coding: [...codings] } : {}),
  text,
});

export const decideCancelMeeting = (draft: Draft, action: CancelMeeting, actor: Actor): Result<void> => {
  const onward = draft.referral.onward.find((o) => o.meetings.some((m) => m.id === action.appointment));
  const found = onward && workable(draft, onward.task.id ?? '', actor);
  const meeting = found?.meetings.find((m) => m.id === action.appointment);
  if (!found || !meeting) return refuse('not-found');
  if (meeting.status === 'cancelled') return ok(undefined);
  if (meeting.status !== 'booked') return refuse('ended', { diagnostics: `the meeting is ${meeting.status}` });
  const faults = refuseAll(reasonFaults(action.reason, 'Appointment.cancelationReason.text'));
  if (faults) return faults;
  draft.put(
    { ...meeting, status: 'cancelled', cancelationReason: inWords(action.reason) },
    { type: 'meeting-cancelled', task: referenceTo(found.task) },
  );
  draft.put(touched(found.task, 'session-cancelled', draft.now));
  return ok(undefined);
};
