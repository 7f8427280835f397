import type { Appointment } from 'fhir/r4.js';
import {
  askHowFor,
  type PersonMessage,
  post,
  remindAt,
  tellingHours,
} from '../../../contracts/lifecycle/person-messages.ts';
import {
  calendarDaysAfter,
  dateAfter,
  instantOf,
  nextBetween,
  today,
  workingDaysAfter,
  workingDaysBefore,
} from '../calendar.ts';
import { expectedAt, type ToPerson } from './messages.ts';

const isReminder = (says: PersonMessage): says is keyof typeof remindAt => Object.hasOwn(remindAt, says);

/** When to remind of a meeting; undefined: that is today, or over, and what was just said will do. */
export const reminderTime = (says: keyof typeof remindAt, { start }: Appointment, now: string): string | undefined => {
  if (start === undefined) return undefined;
  const { daysBefore, at } = remindAt[says];
  const date = dateAfter(today(start), -daysBefore);
  const time = instantOf(date, at);
  return date > today(now) && time < start ? time : undefined;
};

/** Not before this instant, by day. */
export const goesFrom = ({ says, message, meeting }: ToPerson): string => {
  const sent = message.sent ?? '';
  const reminds = isReminder(says) && meeting ? reminderTime(says, meeting, sent) : undefined;
  return nextBetween(reminds ?? sent, tellingHours);
};

/** After this instant it says nothing any more: they are there, or know. */
export const goesUntil = (one: ToPerson): string => {
  const { says, meeting } = one;
  if (says === 'received') return calendarDaysAfter(one.message.sent ?? '', askHowFor);
  if (says === 'how-was-it') return calendarDaysAfter(meeting?.end ?? meeting?.start ?? '', askHowFor);
  const start = (says === 'cancelled' ? expectedAt(one) : meeting?.start) ?? '';
  if (says !== 'reminder-soon' || start === '') return start;
  // Late on that morning there is the other reminder: nobody gets both at once.
  const morning = instantOf(today(start), remindAt['reminder-today'].at);
  return morning < start ? morning : start;
};

/** A letter of today is there early enough before the person would set out. */
export const canBePosted = (one: ToPerson, now: string): boolean => {
  const at = expectedAt(one);
  return at === undefined || workingDaysAfter(now, post.takes) <= workingDaysBefore(at, post.thereBefore);
};
