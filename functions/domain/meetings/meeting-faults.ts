import type { Appointment, Task } from 'fhir/r4.js';
import { meetingModes } from '../../../contracts/lifecycle/codes.ts';
import { extensions } from '../../../contracts/systems.ts';
import { calendarDaysAfter, instant, readInstant, span } from '../calendar.ts';
import type { Meeting } from '../decide/actions.ts';
import { coordinatorOf } from '../parties.ts';
import { organisationOf, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';
import { latestOf } from '../said/conversations.ts';
import { brokenName } from '../said/correspondence.ts';
import { mayVisitAtHome } from '../tasks/risks-considered.ts';
import { signedUpBy } from './meetings.ts';
import { leaderFaults } from './programme.ts';

/** Where each part of a meeting stands in FHIR; R4's own extensions have no names in FHIRPath, so two share a place. */
export const meetingPaths = {
  start: 'Appointment.start',
  end: 'Appointment.end',
  mode: 'Appointment.extension',
  signedUpBy: 'Appointment.extension',
} as const satisfies Partial<Record<keyof Meeting, string>>;

const farthestDays = 366;
const longestDays = 1;

/** What is wrong with the times of a meeting: the form of FHIR also allows 30 February. */
const timeFaults = (start: string, end: string, now: string): Refusal[] => {
  const [first, last] = [readInstant(start), readInstant(end)];
  const faults: Refusal[] = [];
  if (first === undefined) faults.push({ code: 'invalid-input', expression: meetingPaths.start });
  if (last === undefined) faults.push({ code: 'invalid-input', expression: meetingPaths.end });
  if (first === undefined || last === undefined) return faults;
  const wrong = (name: 'start' | 'end', diagnostics: string) =>
    faults.push({ code: 'invalid-input', expression: meetingPaths[name], diagnostics });
  if (last <= first) wrong('end', 'the end is not after the start');
  // A slip of the keyboard must not put the next deadline of a referral years away.
  if (first > calendarDaysAfter(now, farthestDays) || first < calendarDaysAfter(now, -farthestDays))
    wrong('start', `a meeting is within ${farthestDays} days of today`);
  if (last > calendarDaysAfter(first, longestDays)) wrong('end', `a meeting ends within ${longestDays} day`);
  return faults;
};

/**
 * Nobody met for a request that nobody had made: what was before it is no meeting of it. The sender's own time of the
 * request counts from when the referral came. Clocks differ, and people write times without seconds: a little is let pass.
 */
export const earlyFaults = (start: string | undefined, task: Pick<Task, 'authoredOn'>, parent: Task): Refusal[] => {
  const asked = latestOf([span(task.authoredOn).first, parent.authoredOn]);
  return Date.parse(instant(start ?? asked)) < Date.parse(asked) - clockTolerance
    ? [{ code: 'invalid-input', expression: meetingPaths.start, diagnostics: 'a meeting is not before its request' }]
    : [];
};
/** Milliseconds: five minutes. */
const clockTolerance = 5 * 60_000;

const modeFaults = (mode: string): Refusal[] =>
  Object.hasOwn(meetingModes, mode)
    ? []
    : [{ code: 'unknown-code', expression: meetingPaths.mode, diagnostics: extensions.meetingMode }];

const signingFaults = (by: string | undefined): Refusal[] =>
  (by ?? '').trim() === ''
    ? [{ code: 'missing-element', expression: meetingPaths.signedUpBy, diagnostics: extensions.signedUpBy }]
    : brokenName(by, meetingPaths.signedUpBy);

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

/** Of a meeting in the words of the domain. */
export const meetingFaults = (meeting: Meeting, now: string): Refusal[] => [
  ...timeFaults(meeting.start, meeting.end, now),
  ...modeFaults(meeting.mode),
  ...signingFaults(meeting.signedUpBy),
];

/** Risks are considered for a setting: a home is another one than a church hall. What the coordinator holds itself it judges itself. */
export const atHomeFaults = (referral: Referral, task: Task, mode: string | undefined): Refusal[] =>
  mode !== 'home-visit' || organisationOf(task.owner) === coordinatorOf(referral) || mayVisitAtHome(task)
    ? []
    : [{ code: 'setting-not-considered', expression: meetingPaths.mode }];

/** Of one that comes as FHIR together with the request for it: what it leaves unsaid about how it is held stays so. */
export const appointmentFaults = (meeting: Appointment, task: Task, referral: Referral, now: string): Refusal[] => {
  const mode = meeting.extension?.find((e) => e.url === extensions.meetingMode)?.valueCode;
  return [
    ...participantFaults(meeting.participant, referral),
    ...(meeting.start && meeting.end
      ? timeFaults(meeting.start, meeting.end, now)
      : [{ code: 'missing-element', expression: meetingPaths.start } as const]),
    ...(mode === undefined ? [] : modeFaults(mode)),
    ...atHomeFaults(referral, task, mode),
    ...signingFaults(signedUpBy(meeting)),
    ...leaderFaults(meeting.extension),
    ...(meeting.status === 'booked' ? [] : [{ code: 'invalid-input', expression: 'Appointment.status' } as const]),
  ];
};
