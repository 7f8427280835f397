import { isDate } from '../../domain/calendar.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const monthIn = (typed: string): string | undefined => {
  const number = /^\d{1,2}$/.test(typed) ? Number(typed) : months.indexOf(typed.slice(0, 3)) + 1;
  return number >= 1 && number <= 12 ? String(number).padStart(2, '0') : undefined;
};

/**
 * A day as people write it, in England: `2 6 1951`, `02/06/1951`, `2nd June 1951`, also `June 1951` and `1951`; as `YYYY-MM-DD`,
 * `YYYY-MM` or `YYYY`. undefined: it is no day.
 */
export const dayTyped = (typed: string): string | undefined => {
  const text = typed.trim().toLowerCase();
  if (/^\d{4}(-\d{2}){0,2}$/.test(text)) return whole(text.split('-'));
  const parts = text.replace(/(\d)(st|nd|rd|th)\b/g, '$1').split(/[\s./,-]+/);
  const year = parts.at(-1) ?? '';
  if (!/^\d{4}$/.test(year) || parts.length > 3) return undefined;
  const [day, month] =
    parts.length === 3 ? [parts[0], parts[1]] : [undefined, parts.length === 2 ? parts[0] : undefined];
  if (month === undefined) return whole([year]);
  const named = monthIn(month);
  if (named === undefined || (day !== undefined && !/^\d{1,2}$/.test(day))) return undefined;
  return whole([year, named, ...(day === undefined ? [] : [day.padStart(2, '0')])]);
};

const whole = (parts: readonly string[]): string | undefined => {
  const text = parts.join('-');
  return isDate(`${text}${['', '-01-01', '-01', ''][parts.length] ?? ''}`) ? text : undefined;
};
