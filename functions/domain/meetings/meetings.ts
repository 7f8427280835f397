import type { Appointment, AppointmentParticipant, Task } from 'fhir/r4.js';
import { type AttendanceResult, type MeetingMode, meetingModes } from '../../../contracts/lifecycle/codes.ts';
import { isResult, resultSaidBy } from '../../../contracts/lifecycle/meeting-statuses.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { outputCode } from '../coding.ts';
import type { Onward } from '../referral.ts';

const wasCalledOff = (meeting: Appointment): boolean =>
  meeting.status === 'cancelled' && resultOf(meeting) === undefined;

/**
 * The meeting that counts as the first one: the earliest that the person came to, else the latest that was named.
 * One that was called off counts only where there is no other: nothing more will be known of it.
 */
export const firstMeeting = (onward: Onward): Appointment | undefined => {
  const named = onward.meetings.filter((m) => m.status !== 'entered-in-error');
  const took = named.filter((m) => !wasCalledOff(m));
  return named.find((m) => m.status === 'fulfilled') ?? took.at(-1) ?? named.at(-1);
};

/**
 * The meeting that a result without a name is about: the latest that has begun, else the next one. One that was called off did not begin:
 * it is meant only where there is no other.
 */
export const meetingToRecord = (onward: Onward, now: string): Appointment | undefined => {
  const named = onward.meetings.filter((m) => m.status !== 'entered-in-error');
  const took = named.filter((m) => !wasCalledOff(m));
  const meant = took.length > 0 ? took : named;
  return meant.findLast((m) => (m.start ?? '') <= now) ?? meant.find((m) => m.status === 'booked') ?? meant.at(-1);
};

/** Whether somebody still has to say what came of this meeting. */
export const isUnanswered = (meeting: Appointment): boolean =>
  meeting.status === 'booked' && !isFinalResult(resultOf(meeting));

export const bookedMeetings = (onward: Onward): Appointment[] => onward.meetings.filter((m) => m.status === 'booked');

export const signedUpBy = (meeting: Appointment): string | undefined =>
  meeting.extension?.find((e) => e.url === extensions.signedUpBy)?.valueString;

const isMode = (code: string): code is MeetingMode => Object.hasOwn(meetingModes, code);

/** How it is held. */
export const modeOf = (meeting: Appointment): MeetingMode | undefined => {
  const code = meeting.extension?.find((e) => e.url === extensions.meetingMode)?.valueCode ?? '';
  return isMode(code) ? code : undefined;
};

/** A participant that is a place. */
export const isVenue = ({ actor }: AppointmentParticipant): boolean =>
  actor?.type === 'Location' || (actor?.reference?.startsWith('Location/') ?? false);

export const venueOf = (meeting: Appointment): string | undefined => meeting.participant.find(isVenue)?.actor?.display;

/** At another time or place, or held otherwise. */
export const isElsewhere = (one: Appointment, other: Appointment): boolean =>
  one.start !== other.start || venueOf(one) !== venueOf(other) || modeOf(one) !== modeOf(other);

/** The group's own name for the session that it is part of. */
export const sessionOf = (meeting: Appointment): string | undefined =>
  meeting.identifier?.find((i) => i.system === systems.session)?.value;

/** What is known of one meeting. Its own, so that a second meeting is not taken for answered by the first. */
export const resultOf = (meeting: Appointment): AttendanceResult | undefined => {
  const said = resultSaidBy(meeting.status);
  if (said) return said;
  const code = meeting.extension?.find((e) => e.url === extensions.attendance)?.valueCode;
  return isResult(code) ? code : undefined;
};

/** The coded result of the first meeting: an output of T2. */
export const meetingResult = (task: Task): AttendanceResult | undefined => {
  const code = outputCode(task, 'first-meeting-result', systems.attendance);
  return isResult(code) ? code : undefined;
};

/** Somebody said whether the person came; `not-known` says that nobody could. */
export const isKnown = (result: AttendanceResult | undefined): boolean =>
  isFinalResult(result) && result !== 'not-known';

/** It was held or not: nobody can call it off or put it off any more. */
export const hasBegun = ({ start }: Appointment, now: string): boolean => (start ?? '') <= now;

/** `not-sure` is an answer, but it leaves the question open. */
export const isFinalResult = (result: AttendanceResult | undefined): boolean =>
  result !== undefined && result !== 'not-sure';
