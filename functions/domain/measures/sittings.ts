import { mostSittings, sittingsDays } from '../../../contracts/measures/answers.ts';
import { calendarDaysAfter, today } from '../calendar.ts';
import type { Measure } from './measures.ts';

/** Days in England on which the person answered something. */
const daysOf = (measures: readonly Measure[]): string[] => [
  ...new Set(measures.filter(({ notAnswered }) => !notAnswered).map(({ at }) => today(at))),
];

/** Whether a sitting at `at` would be one too many in any twelve weeks that it lies in; on a day of a sitting it is none. */
export const isTooMany = (measures: readonly Measure[], at: string): boolean => {
  const day = today(at);
  const days = daysOf(measures);
  if (days.includes(day)) return false;
  const all = [...days, day].sort();
  return all.some((first) => {
    const end = today(calendarDaysAfter(`${first}T12:00:00.000Z`, sittingsDays));
    const within = all.filter((one) => one >= first && one < end);
    return within.length > mostSittings && within.includes(day);
  });
};
