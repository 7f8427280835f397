/**
 * A date or time of FHIR covers a stretch: `2026` a year, `…:20Z` a second. Milliseconds since 1970. Unlike `span` of
 * functions/domain/calendar.ts, which takes a date for its day in England: what is judged here may be meant anywhere.
 */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const hour = 3_600_000;

/**
 * Whether `a` is later than `b` whatever is meant: a date has no zone, and a time to the second may be any moment in it.
 * False for what is no date.
 */
export const isSurelyAfter = (a: string, b: string): boolean => {
  const bothDates = !a.includes('T') && !b.includes('T');
  const [first, second] = [stretch(a, bothDates), stretch(b, bothDates)];
  return first !== undefined && second !== undefined && first.from > second.to;
};

const stretch = (value: string, sameZone: boolean): Stretch | undefined =>
  value.includes('T') ? ofTime(value) : ofDate(value, sameZone);

const ofTime = (value: string): Stretch | undefined => {
  const from = Date.parse(value);
  if (Number.isNaN(from)) return undefined;
  return { from, to: value.includes('.') ? from : from + 999 };
};

const ofDate = (value: string, sameZone: boolean): Stretch | undefined => {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value) ?? [];
  if (year === undefined) return undefined;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const from = Date.UTC(y, m, d);
  const to = day ? Date.UTC(y, m, d + 1) : month ? Date.UTC(y, m + 1, 1) : Date.UTC(y + 1, 0, 1);
  // A day begins first at UTC+14 and ends last at UTC-12.
  return sameZone ? { from, to: to - 1 } : { from: from - 14 * hour, to: to + 12 * hour };
};
