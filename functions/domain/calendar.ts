import { Temporal } from 'temporal-polyfill';
import holidays from '../../contracts/calendar/bank-holidays.json' with { type: 'json' };

/** Deadlines fall at the end of a working day in England. */
const zone = 'Europe/London';
const endOfDay = '17:00';
const bankHolidays = new Set(holidays.days);

const isWorkingDay = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5 && !bankHolidays.has(day.toString());

const dayOf = (instant: string): Temporal.PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();

const closeOf = (day: Temporal.PlainDate): string =>
  day.toZonedDateTime({ timeZone: zone, plainTime: endOfDay }).toInstant().toString({ fractionalSecondDigits: 3 });

/** The calendar date in England at this instant, `YYYY-MM-DD`. */
export const today = (now: string): string => dayOf(now).toString();

/** 17:00 in England, `days` working days after the day of `from`. 0 = the same working day, or the next if that is over. */
export const workingDaysAfter = (from: string, days: number): string => {
  let day = dayOf(from);
  let left = days;
  while (left > 0 || !isWorkingDay(day) || (days === 0 && closeOf(day) <= from)) {
    day = day.add({ days: 1 });
    if (left > 0 && isWorkingDay(day)) left -= 1;
  }
  return closeOf(day);
};

export const calendarDaysAfter = (from: string, days: number): string =>
  Temporal.Instant.from(from)
    .toZonedDateTimeISO(zone)
    .add({ days })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** 17:00 in England on that date. */
export const endOf = (date: string): string => closeOf(Temporal.PlainDate.from(date));

/** A date no later than `days` working days from now, and not in the past. */
export const isWithinWorkingDays = (date: string, now: string, days: number): boolean => {
  try {
    return endOf(date) <= workingDaysAfter(now, days) && date >= today(now);
  } catch {
    return false;
  }
};

/** The same instant in UTC with milliseconds, so that instants compare as strings. */
export const instant = (value: string): string => Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3 });
