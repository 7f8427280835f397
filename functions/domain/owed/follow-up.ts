import type { Appointment, Task } from 'fhir/r4.js';
import type { AttendanceResult } from '../../../contracts/lifecycle/codes.ts';
import { hasMovedOrDied } from '../circumstance/circumstances.ts';
import { missingTries } from '../contact/contact-attempts.ts';
import { knownSince } from '../meetings/heard.ts';
import { isNamedAgain } from '../meetings/link-names.ts';
import { resultOf } from '../meetings/meetings.ts';
import { wasAccepted } from '../parties.ts';
import type { Onward, Referral } from '../referral.ts';
import { lastSpokenAbout, latestOf } from '../said/conversations.ts';

/** `not-known` is none of them: it needs a try to ask the person before it can be said. */
const missed: readonly (AttendanceResult | undefined)[] = ['did-not-attend', 'could-not-come'];

/** They could not, and can: it was named again for the same time. */
const canAfterAll = (meeting: Appointment, all: readonly Appointment[]): boolean =>
  resultOf(meeting) === 'could-not-come' && isNamedAgain(meeting, all);

/** The meetings that the person could not come to, unless they came to one. */
const missedMeetings = ({ meetings }: Onward): Appointment[] => {
  const named = meetings.filter((m) => m.status !== 'entered-in-error');
  return named.some((m) => resultOf(m) === 'attended')
    ? []
    : named.filter((m) => missed.includes(resultOf(m)) && !canAfterAll(m, named));
};

/** Whether somebody spoke to the person, about this or about the whole, at or after that instant. */
export const hasSpokenSince = (referral: Referral, task: Task, since: string): boolean =>
  lastSpokenAbout(referral, task) >= since;

/** Or tried to on enough days: standards.md 12.10. */
export const hasTriedSince = (referral: Referral, task: Task, since: string): boolean =>
  missingTries(referral, since, task).length === 0;

/**
 * DESIGN 4: a person not coming never ends anything, it makes a follow-up for the coordinator. Since when one is owed, or
 * undefined: the person came, somebody has spoken to them since, or has tried on enough days (standards.md 12.10).
 */
export const followUpSince = (referral: Referral, onward: Onward): string | undefined => {
  const { task } = onward;
  const recalled = task.status === 'entered-in-error' || referral.task.status === 'entered-in-error';
  const meetings = wasAccepted(task) && !recalled ? missedMeetings(onward) : [];
  if (meetings.length === 0 || hasMovedOrDied(referral)) return undefined;
  const since = latestOf(meetings.map((m) => knownSince(m) ?? referral.at));
  return hasSpokenSince(referral, task, since) || hasTriedSince(referral, task, since) ? undefined : since;
};
