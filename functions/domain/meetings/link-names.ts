import type { Appointment } from 'fhir/r4.js';
import { deadlines } from '../../../contracts/lifecycle/deadlines.ts';
import { calendarDaysAfter } from '../calendar.ts';
import type { Onward } from '../referral.ts';
import { modeOf, resultOf, sessionOf, venueOf } from './meetings.ts';

/**
 * What a link opens, as one name: group, start and place are one session (issue 7 item 3), so that many people are on one
 * register. A visit at home is of one person alone.
 */
export const sessionLinkName = (organisation: string, meeting: Appointment): string => {
  const mode = modeOf(meeting);
  const where = mode === 'home-visit' ? (meeting.id ?? '') : (venueOf(meeting) ?? sessionOf(meeting) ?? mode ?? '');
  return ['session', organisation, meeting.start ?? '', where.trim().toLowerCase()].join('\n');
};

/** A question whether a group takes somebody: one link for each request. */
export const askLinkName = (organisation: string, { task }: Onward): string =>
  ['ask', organisation, task.id ?? ''].join('\n');

/** Whether a group has room: of nobody, one link for each group. */
export const roomLinkName = (organisation: string): string => ['room', organisation].join('\n');

/** Those of which somebody may still say who came: not one that was called off, but one to which the person could not come. */
export const linkedMeetings = ({ meetings }: Onward): Appointment[] =>
  meetings
    .filter((m) => m.status !== 'entered-in-error' && (m.status !== 'cancelled' || resultOf(m) !== undefined))
    .filter((m) => m.status !== 'cancelled' || !isNamedAgain(m, meetings));

/** It was off, or they could not come, and it takes place after all: nobody stands on a list twice, or is told both. */
export const isNamedAgain = ({ id, start }: Appointment, all: readonly Appointment[]): boolean =>
  all.some((m) => m.id !== id && m.start === start && m.status !== 'cancelled' && m.status !== 'entered-in-error');

/** Until then what was said of a meeting can be corrected, and its link opens. */
export const closesAt = ({ end, start }: Pick<Appointment, 'end' | 'start'>): string =>
  calendarDaysAfter(end ?? start ?? '', deadlines.graceDays);
