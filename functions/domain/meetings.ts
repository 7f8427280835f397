import type { Appointment, Task } from 'fhir/r4.js';
import { type AttendanceResult, attendanceResults } from '../../contracts/lifecycle/codes.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import { outputCode } from './coding.ts';
import type { Onward } from './referral.ts';

/** The meeting that counts as the first one: the earliest that the person came to, else the latest that was named. */
export const firstMeeting = (onward: Onward): Appointment | undefined =>
  onward.meetings.find((m) => m.status === 'fulfilled') ??
  onward.meetings.filter((m) => m.status !== 'entered-in-error').at(-1);

/** The meeting that a result without a name is about: the latest that has begun, else the next one. */
export const meetingToRecord = (onward: Onward, now: string): Appointment | undefined => {
  const named = onward.meetings.filter((m) => m.status !== 'entered-in-error');
  return named.filter((m) => (m.start ?? '') <= now).at(-1) ?? named.find((m) => m.status === 'booked') ?? named.at(-1);
};

export const bookedMeetings = (onward: Onward): Appointment[] => onward.meetings.filter((m) => m.status === 'booked');

export const signedUpBy = (meeting: Appointment): string | undefined =>
  meeting.extension?.find((e) => e.url === extensions.signedUpBy)?.valueString;

const isResult = (code: string | undefined): code is AttendanceResult =>
  code !== undefined && Object.hasOwn(attendanceResults, code);

/** The coded result of the first meeting: an output of T2. */
export const meetingResult = (task: Task): AttendanceResult | undefined => {
  const code = outputCode(task, 'first-meeting-result', systems.attendance);
  return isResult(code) ? code : undefined;
};

/** `not-sure` is an answer, but it leaves the question open. */
export const isFinalResult = (result: AttendanceResult | undefined): boolean =>
  result !== undefined && result !== 'not-sure';
