import type { Appointment, Task } from 'fhir/r4.js';
import type { companionTemplates } from '../../../contracts/notify/companion-templates.ts';
import { today } from '../../domain/calendar.ts';
import { isLeftAlone } from '../../domain/circumstance/circumstances.ts';
import { isAbout } from '../../domain/coding.ts';
import { whyNotCleared } from '../../domain/companion/clearance.ts';
import {
  companionLinkName,
  companionMeeting,
  companionsOf,
  neededFor,
  placeFrom,
  saidThemselves,
} from '../../domain/companion/companions.ts';
import { wouldBeThere } from '../../domain/companion/ring-companion.ts';
import { hasBegun, isUnanswered } from '../../domain/meetings/meetings.ts';
import { isReminderTo, isStillOwed } from '../../domain/owed/reminders.ts';
import { type Referral, referenceTo } from '../../domain/referral.ts';
import type { Participant } from '../../usecases/ports.ts';
import { type Once, reminderOn } from './once.ts';

/** What is to be said to a companion, and what the link in it opens. */
export interface SaidToCompanion {
  readonly template: keyof typeof companionTemplates;
  readonly name: string;
  readonly task: Task;
  readonly meeting: Appointment;
  readonly once?: Once;
  readonly notBefore?: string;
}

/** They said yes to that time: of the one to which it was moved they know nothing. */
const atTheirTime = (said: SaidToCompanion | undefined): SaidToCompanion | undefined => {
  const start = said && wouldBeThere(said.task);
  return said && start ? { ...said, meeting: { ...said.meeting, start } } : said;
};

/** undefined: nothing that is theirs to do or to know, or not any more. Pure. */
export const saidToCompanion = (
  companion: string,
  link: string,
  referral: Referral,
  now: string,
): SaidToCompanion | undefined => {
  const mine = companionsOf(referral, companion);
  const said = (template: SaidToCompanion['template'], task: Task): SaidToCompanion | undefined => {
    const meeting = companionMeeting(referral, task);
    return meeting && { template, task, meeting, name: companionLinkName(companion, task) };
  };
  const asked = mine.find(({ id }) => id === link);
  if (asked?.status === 'requested') return said('companion-asked', asked);
  if (asked?.status === 'cancelled' && !saidThemselves(asked)) return atTheirTime(said('companion-not-needed', asked));
  const going = mine.find((task) => task.status === 'accepted' && companionMeeting(referral, task)?.id === link);
  const meeting = going && companionMeeting(referral, going);
  if (meeting && isUnanswered(meeting) && !hasBegun(meeting, now) && !isLeftAlone(referral)) {
    const meets = said('companion-meets', going);
    return meets && { ...meets, notBefore: placeFrom(meeting) };
  }
  const reminder = referral.communications.find((c) => c.id === link && isReminderTo(c, companion));
  const about = reminder && mine.find((task) => isAbout(reminder, referenceTo(task)));
  if (!about || !isStillOwed(reminder, referral)) return undefined;
  const again = said(about.status === 'requested' ? 'companion-asked' : 'companion-met', about);
  return again && { ...again, once: reminderOn(today(now), companion, again.name) };
};

/** Whether they may still go: a clearance may have ended, or been taken back, since they were asked. */
export const isStillCleared = (
  referral: Referral,
  { task, meeting }: Pick<SaidToCompanion, 'task' | 'meeting'>,
  by: Participant,
): boolean => {
  const day = today(meeting.start ?? '');
  return whyNotCleared(by.companion, { day, needs: neededFor(referral, meeting, task, day) }).length === 0;
};
