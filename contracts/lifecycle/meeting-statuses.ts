import { type AttendanceResult, attendanceResults } from './codes.ts';

/**
 * The Appointment.status that a result gives its meeting: standards.md 12.6. `saysIt`: the status alone says the result;
 * elsewhere a code says it (extension `attendance`).
 */
export const meetingStatuses = {
  attended: { status: 'fulfilled', saysIt: true },
  'did-not-attend': { status: 'noshow', saysIt: true },
  'could-not-come': { status: 'cancelled', saysIt: false },
  'not-sure': { status: 'booked', saysIt: false },
  'not-known': { status: 'booked', saysIt: false },
} as const satisfies Record<AttendanceResult, { status: string; saysIt: boolean }>;

export const isResult = (code: string | undefined): code is AttendanceResult =>
  code !== undefined && Object.hasOwn(attendanceResults, code);

const saidByStatus = Object.keys(meetingStatuses)
  .filter(isResult)
  .filter((result) => meetingStatuses[result].saysIt);

/** The result that an Appointment.status says by itself. */
export const resultSaidBy = (status: string): AttendanceResult | undefined =>
  saidByStatus.find((result) => meetingStatuses[result].status === status);
