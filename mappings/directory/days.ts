import { type Day, days } from '../../functions/domain/directory/entry.ts';

/** Codes of RFC 5545 (`TU`, `1TU`), and the same as words: `EVERY WEEKDAY` is no Wednesday. */
const dayWords =
  /(?<![A-Z])(?:MO(?:N(?:DAYS?)?)?|TU(?:ES?(?:DAYS?)?)?|WE(?:D(?:NESDAYS?)?)?|TH(?:U(?:RS?(?:DAYS?)?)?)?|FR(?:I(?:DAYS?)?)?|SA(?:T(?:URDAYS?)?)?|SU(?:N(?:DAYS?)?)?)(?![A-Z])/g;

/** Days that a schedule names, each once, from Monday on. */
export const daysIn = (byday = ''): Day[] => {
  const named = (byday.toUpperCase().match(dayWords) ?? []).map((word) => word.slice(0, 2));
  return days.filter((day) => named.includes(day));
};
