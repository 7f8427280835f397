import { workingDaysAfter, workingDaysBefore, workingHoursAfter } from '../calendar.ts';

/**
 * Before they would set out: at the end of the working day before, or within the hour of work where that is over. Where nobody is at work until
 * they have set out, within the hour by the clock: whoever is on duty hears of it while it can still be told.
 *
 * @param at when it begins; undefined: it is about no meeting
 * @param days working days at most
 */
export const beforeMeeting = (since: string, at: string | undefined, days: number): string => {
  const soon = workingDaysAfter(since, days);
  if (at === undefined) return soon;
  const before = workingDaysBefore(at, 1);
  const due = before < soon ? before : soon;
  if (due > since) return due;
  const hour = workingHoursAfter(since, 1);
  if (hour < at || at <= since) return hour;
  const soonest = new Date(Date.parse(since) + 3_600_000).toISOString();
  return soonest < at ? soonest : at;
};
