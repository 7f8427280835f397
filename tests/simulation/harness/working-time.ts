import { Temporal } from 'temporal-polyfill';
import holidays from '../../../contracts/calendar/bank-holidays.json' with { type: 'json' };

/** When people of the county work: written anew here, so that it is no copy of what it helps to judge. */
const zone = 'Europe/London';
const closed = new Set(holidays.days);

const dateOf = (instant: number): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
const isOpen = (date: Temporal.PlainDate): boolean => date.dayOfWeek < 6 && !closed.has(date.toString());
const at = (date: Temporal.PlainDate, time: string): number =>
  date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;

/** So many working days after the day of `from`, which may be none itself; 0 is the same day, or the next working one. */
const dayAfter = (from: number, days: number): Temporal.PlainDate => {
  let date = dateOf(from);
  for (let left = days; left > 0 || !isOpen(date); ) {
    date = date.add({ days: 1 });
    if (isOpen(date)) left -= 1;
  }
  return date;
};

/** People look at their work once a day: many at once, as on a Monday morning. */
const look = '10:00';

/** The next time that somebody sits down at work, after `from`; or so many working days later. */
export const nextLook = (from: number, days = 0): number => {
  const first = at(dayAfter(from, days), look);
  return first > from ? first : at(dayAfter(from, days + 1), look);
};

/** When groups meet, so many working days after `from`. */
export const meetingAt = (from: number, days: number): number => at(dayAfter(from, days), '11:00');

/** The end of the working day so many after that of `from`. */
export const closeOfDay = (from: number, days: number): number => at(dayAfter(from, days), '17:00');

/** The end of the working day before that of `at`. */
export const closeBefore = (from: number): number => {
  let date = dateOf(from).subtract({ days: 1 });
  while (!isOpen(date)) date = date.subtract({ days: 1 });
  return at(date, '17:00');
};

/** So many hours of work after `from`: 09:00 to 17:00 of working days. */
export const workedHours = (from: number, hours: number): number => {
  let left = hours * 3_600_000;
  for (let date = dateOf(from); ; date = date.add({ days: 1 })) {
    if (!isOpen(date)) continue;
    const begins = Math.max(from, at(date, '09:00'));
    const room = Math.max(0, at(date, '17:00') - begins);
    if (room > 0 && left <= room) return begins + left;
    left -= room;
  }
};

/** The end of that date's working hours, and its first instant: `YYYY-MM-DD`. */
export const closeOf = (date: string): number => at(Temporal.PlainDate.from(date), '17:00');
export const dawnOf = (date: string): number => at(Temporal.PlainDate.from(date), '00:00');

/** `YYYY-MM-DD`. */
export const dateIn = (from: number, days: number): string => dayAfter(from, days).toString();

/**
 * The first Monday of a March that has not come yet: from there, eight weeks see the clocks change, Easter or May's bank
 * holidays, whatever the day on which somebody runs this. Simulated time only goes forward from the real one.
 */
export const firstMorning = (now: number): number => {
  const later = (year: number): Temporal.PlainDate => {
    let date = Temporal.PlainDate.from({ year, month: 3, day: 1 });
    while (date.dayOfWeek !== 1) date = date.add({ days: 1 });
    return date;
  };
  // 2028 for as long as it lies ahead, so that a seed means the same run.
  for (let year = 2028; ; year += 1) if (at(later(year), '08:00') > now) return at(later(year), '08:00');
};
