import { mostLeaders } from '../../../contracts/lifecycle/programmes.ts';
import { systems } from '../../../contracts/systems.ts';
import { daysBetween, today } from '../calendar.ts';
import { businessStatusOf, codeIn, statusOf } from '../coding.ts';
import { companionsFor } from '../companion/companions.ts';
import { firstMeeting, meetingResult, modeOf, resultOf } from '../meetings/meetings.ts';
import { leadersOf, ratingsOf } from '../meetings/programme.ts';
import { wasAccepted } from '../parties.ts';
import { type Onward, organisationOf, type Referral } from '../referral.ts';

/** One onward request, in codes. */
export interface OnwardFacts {
  readonly partner: string;
  readonly accepted: boolean;
  /** Status of T2, and why it was declined or ended. */
  readonly status: string;
  readonly reason: string;
  /** What is known of the first meeting; `none named`, `not said yet`. */
  readonly result: string;
  readonly mode: string;
  /** Calendar days from the day on which the referral came to that of the meeting. */
  readonly days?: number;
  /** What came of each meeting that was to be held, in the order of their days. */
  readonly sessions: readonly string[];
  /** A companion went along to the first meeting, as far as they said. */
  readonly companion: boolean;
  /** How each of them was held, `unsaid` of who did not say. */
  readonly modes: readonly string[];
  /** What the person said of sessions to which they came. */
  readonly ratings: readonly string[];
  /** Sessions with two leaders. */
  readonly ledByTwo: number;
  /** Meetings to which the person came, and minutes that they lasted. */
  readonly came: number;
  readonly minutes: number;
  /** Each time that the person came: the day in England, and how long. */
  readonly attended: readonly (readonly [string, number])[];
}

/** What came of a meeting that is ahead, or of which nobody has told anything. */
export const notSaid = 'not said yet';

/** Minutes that a meeting was to last. */
export const minutesOf = ({ start, end }: { start?: string; end?: string }): number =>
  start && end ? Math.max(0, Math.round((Date.parse(end) - Date.parse(start)) / 60_000)) : 0;

export const onwardFacts = (referral: Referral, onward: Onward, received: string): OnwardFacts => {
  const { task } = onward;
  const first = firstMeeting(onward);
  // Who said that they could not come was to come: FHIR calls that meeting cancelled, too.
  const held = onward.meetings.filter(
    (meeting) =>
      meeting.status !== 'entered-in-error' && (meeting.status !== 'cancelled' || resultOf(meeting) !== undefined),
  );
  const came = onward.meetings.filter(({ status }) => status === 'fulfilled');
  return {
    partner: organisationOf(task.owner) ?? '',
    accepted: wasAccepted(task),
    status: statusOf(task),
    reason: codeIn(systems.statusReason, task.statusReason) ?? businessStatusOf(task) ?? '',
    result: meetingResult(task) ?? (first ? notSaid : 'none named'),
    mode: (first && modeOf(first)) ?? '',
    ...(first?.start ? { days: daysBetween(received, first.start) } : {}),
    sessions: held.map((meeting) => resultOf(meeting) ?? notSaid),
    companion: first !== undefined && companionsFor(referral, first).some(({ status }) => status === 'completed'),
    modes: held.map((meeting) => modeOf(meeting) ?? 'unsaid'),
    ratings: ratingsOf(onward),
    ledByTwo: held.filter((meeting) => leadersOf(meeting).length === mostLeaders).length,
    came: came.length,
    minutes: came.reduce((sum, meeting) => sum + minutesOf(meeting), 0),
    attended: came.flatMap((meeting) => (meeting.start ? [[today(meeting.start), minutesOf(meeting)] as const] : [])),
  };
};
