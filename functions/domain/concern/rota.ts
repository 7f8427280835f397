import type { RouteName, SafeguardingRoute, SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import { days } from '../../../contracts/areas/safeguarding-week.ts';
import { isSameCode } from '../../../contracts/organisation-code.ts';
import { dateAfter, instantOf, today, weekdayOf } from '../calendar.ts';

/** From when a concern is read, and by whom in which order: codes of readers. */
interface Reading {
  /** `now` where somebody reads at this hour. */
  readonly from: string;
  readonly until: string;
  readonly readers: readonly [string, ...string[]];
}

/** More than the longest run of days in which nobody reads: a week, and Christmas. */
const farthest = 21;

const isFilled = (list: readonly string[]): list is readonly [string, ...string[]] => list.length > 0;

const onDay = (route: SafeguardingRoute, date: string, may: (reader: string) => boolean): Reading[] => {
  const day = days[weekdayOf(date) - 1];
  return route.rota
    .filter((window) => day !== undefined && window.days.includes(day))
    .flatMap(({ from, to, readers }) => {
      const those = readers === 'nobody' ? [] : readers.filter(may);
      return isFilled(those) ? [{ from: instantOf(date, from), until: instantOf(date, to), readers: those }] : [];
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1));
};

/**
 * Who reads now, or who reads next. Nobody of the organisation that a concern is about is ever among them.
 *
 * @throws where nobody reads within three weeks: an area that says so does not start (contracts/areas/safeguarding.ts)
 */
export const nextReading = (rule: SafeguardingRule, route: RouteName, now: string, about?: string): Reading => {
  const may = (reader: string): boolean => !isSameCode(about, rule.readers[reader]?.organisation);
  for (let n = 0; n < farthest; n += 1) {
    const found = onDay(rule[route], dateAfter(today(now), n), may).find(({ until }) => until > now);
    if (found) return { ...found, from: found.from > now ? found.from : now };
  }
  throw new Error('Nobody reads concerns for three weeks');
};
