import { daysBetween } from './calendar.ts';
import { statusOf } from './coding.ts';
import { exitsOf } from './measures/exit.ts';
import { measuresIn } from './measures/measures.ts';
import { hasBegun, isKnown, resultOf } from './meetings/meetings.ts';
import { wasAccepted } from './parties.ts';
import { organisationOf, type Referral } from './referral.ts';

/** What nobody has told the hub: shown as not known, and never left out. */
export interface Gap {
  readonly what: 'quiet' | 'not-answered' | 'no-meeting' | 'who-came' | 'not-asked-again' | 'afterwards';
  /** Instants; without an end until now. */
  readonly from: string;
  readonly to?: string;
  /** The organisation that would know. */
  readonly with?: string;
}

/** Calendar days without a word, after which it is not assumed that nothing happened (proposed: four weeks). */
const quietDays = 28;

const quiet = (told: readonly string[], until: string): Gap[] => {
  const days = [...told].sort();
  return days.flatMap((from, n): Gap[] => {
    const to = days[n + 1] ?? until;
    return daysBetween(from, to) >= quietDays ? [{ what: 'quiet', from, to }] : [];
  });
};

const ofOnward = ({ onward }: Referral, now: string): Gap[] =>
  onward.flatMap(({ task, meetings }): Gap[] => {
    const partner = organisationOf(task.owner);
    const beside = partner === undefined ? {} : { with: partner };
    const from = task.authoredOn ?? now;
    if (statusOf(task) === 'requested') return [{ what: 'not-answered', from, ...beside }];
    if (wasAccepted(task) && meetings.length === 0) return [{ what: 'no-meeting', from, ...beside }];
    return meetings
      .filter((meeting) => !['cancelled', 'entered-in-error'].includes(meeting.status))
      .filter((meeting) => hasBegun(meeting, now) && !isKnown(resultOf(meeting)))
      .map(({ start = now }) => ({ what: 'who-came', from: start, ...beside }));
  });

const ofMeasures = (referral: Referral, now: string): Gap[] =>
  exitsOf(measuresIn(referral))
    .filter(({ known, due }) => !known && due < now)
    .map(({ due }) => ({ what: 'not-asked-again', from: due }));

/**
 * What is not known of somebody's way, oldest first. `told`: instants at which something happened.
 * Nobody hears what a group and a person do together once it has said that it is done: that is not known either.
 */
export const gapsIn = (referral: Referral, told: readonly string[], now: string): Gap[] => {
  const { end } = referral.task.executionPeriod ?? {};
  return [
    ...quiet(told, end ?? now),
    ...ofOnward(referral, now),
    ...ofMeasures(referral, now),
    ...(end ? [{ what: 'afterwards', from: end } as const] : []),
  ].sort((a, b) => (a.from < b.from ? -1 : 1));
};
