import { Temporal } from 'temporal-polyfill';
import holidays from '../../contracts/calendar/bank-holidays.json' with { type: 'json' };
import type { TimeOfDay } from '../../contracts/lifecycle/contact-attempts.ts';

/** Deadlines fall at the end of a working day in England. */
const zone = 'Europe/London';
const endOfDay = '17:00';
const bankHolidays = new Set(holidays.days);

const isWorkingDay = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5 && !bankHolidays.has(day.toString());

const dayOf = (instant: string): Temporal.PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();

const closeOf = (day: Temporal.PlainDate): string =>
  day.toZonedDateTime({ timeZone: zone, plainTime: endOfDay }).toInstant().toString({ fractionalSecondDigits: 3 });

/** What is said of each day of the week is said of a bank holiday as of a Sunday. 1 is Monday. */
export const weekdayOf = (date: string): number => {
  const day = Temporal.PlainDate.from(date);
  return bankHolidays.has(date) ? 7 : day.dayOfWeek;
};

/** `YYYY-MM-DD` so many days later. */
export const dateAfter = (date: string, count: number): string =>
  Temporal.PlainDate.from(date).add({ days: count }).toString();

/** The instant at which it is that time of that day in England, `08:00`; `24:00` is the midnight at its end. */
export const instantOf = (date: string, time: string): string => {
  const day = Temporal.PlainDate.from(date);
  const at = time === '24:00' ? day.add({ days: 1 }) : day.toPlainDateTime(Temporal.PlainTime.from(time));
  return at.toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });
};

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

/** 17:00 in England, so many working days before the day of `from`. */
export const workingDaysBefore = (from: string, days: number): string => {
  let day = dayOf(from);
  for (let left = days; left > 0; ) {
    day = day.subtract({ days: 1 });
    if (isWorkingDay(day)) left -= 1;
  }
  return closeOf(day);
};

const startOfWork = '09:00';
const openOf = (day: Temporal.PlainDate): string => instantOf(day.toString(), startOfWork);

/** So many hours of work later, from 09:00 to 17:00 in England on working days; an evening goes on the next morning. */
export const workingHoursAfter = (from: string, hours: number): string => {
  let day = dayOf(from);
  let left = hours * 3_600_000;
  for (;;) {
    const [opens, closes] = [openOf(day), closeOf(day)];
    const begins = from > opens ? from : opens;
    const room = isWorkingDay(day) && begins < closes ? Date.parse(closes) - Date.parse(begins) : 0;
    if (room >= left && room > 0) return new Date(Date.parse(begins) + left).toISOString();
    left -= room;
    day = day.add({ days: 1 });
  }
};

/** 09:00 in England on the next working day. */
export const nextMorning = (from: string): string => workingHoursAfter(startOfDay(calendarDaysAfter(from, 1)), 0);

/**
 * The same time of day in England so many calendar days later, not whole days of 24 hours: summer time begins and ends in
 * between. `from` and the answer are instants in UTC with milliseconds; throws where `from` is none.
 */
export const calendarDaysAfter = (from: string, days: number): string =>
  Temporal.Instant.from(from)
    .toZonedDateTimeISO(zone)
    .add({ days })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** Calendar days in England from the day of one instant to that of another. */
export const daysBetween = (from: string, to: string): number =>
  dayOf(from).until(dayOf(to), { largestUnit: 'days' }).days;

const dawn = 6;
const noon = 12;
const evening = 17;

/** In England: the morning ends at noon, the afternoon at 17:00. The night belongs to the evening: midnight makes no other time of it. */
export const timeOfDay = (at: string): TimeOfDay => {
  const { hour } = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  if (hour < dawn) return 'evening';
  if (hour < noon) return 'morning';
  return hour < evening ? 'afternoon' : 'evening';
};

/** When the day of this instant began in England: midnight there, which is 23:00 or 24:00 in UTC. */
export const startOfDay = (instant: string): string =>
  dayOf(instant).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });

/** Whether a working day has come as far as that time, `08:00`, in England. */
export const isWorkingDayFrom = (now: string, time: string): boolean => {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  return (
    isWorkingDay(here.toPlainDate()) &&
    Temporal.PlainTime.compare(here.toPlainTime(), Temporal.PlainTime.from(time)) >= 0
  );
};

/** 17:00 in England on that date. */
export const closeOfDate = (date: string): string => closeOf(Temporal.PlainDate.from(date));

/** `YYYY-MM-DD` of a day that exists. Temporal also reads `20261121` and times; only the form of FHIR compares as a string. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && ifReadable(() => Temporal.PlainDate.from(text)) !== undefined;

/** A date `YYYY-MM-DD` no later than `days` working days from now, and not in the past. */
export const isWithinWorkingDays = (date: string, now: string, days: number): boolean =>
  isDate(date) && closeOfDate(date) <= workingDaysAfter(now, days) && date >= today(now);

const ifReadable = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** The same instant in UTC with milliseconds, so that instants compare as strings. */
export const instant = (value: string): string => Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3 });

/** The same, of what somebody sent: undefined where it is no instant (30 February, a date without a time). */
export const readInstant = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : ifReadable(() => instant(value));

/** First and last instant that a FHIR dateTime can mean. A date means its day in England; less leaves it open. */
export const span = (dateTime: string | undefined): { readonly first: string; readonly last: string } => {
  const exact = readInstant(dateTime);
  if (exact) return { first: exact, last: exact };
  const day = ifReadable(() => Temporal.PlainDate.from(dateTime ?? '').toZonedDateTime(zone));
  if (!day) return { first: '0000', last: '9999' };
  const at = (time: Temporal.ZonedDateTime) => time.toInstant().toString({ fractionalSecondDigits: 3 });
  return { first: at(day), last: at(day.add({ days: 1 }).subtract({ milliseconds: 1 })) };
};

/** That instant, or the next at which it is between those times of a day in England. */
export const nextBetween = (
  from: string,
  { opens, closes }: { readonly opens: string; readonly closes: string },
): string => {
  const date = today(from);
  if (from < instantOf(date, opens)) return instantOf(date, opens);
  return from < instantOf(date, closes) ? from : instantOf(dateAfter(date, 1), opens);
};
