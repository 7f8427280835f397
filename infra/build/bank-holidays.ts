import Holidays from 'date-holidays';

/** Years in which deadlines can fall. */
const first = 2025;
const last = 2037;

/** Bank holidays of England as a small table, so that no function carries a world calendar in its bundle. */
export const bankHolidayTable = (): { readonly source: string; readonly days: readonly string[] } => {
  const england = new Holidays('GB', 'ENG', { types: ['public'] });
  const days: string[] = [];
  for (let year = first; year <= last; year += 1) {
    days.push(...england.getHolidays(year).map((day) => day.date.slice(0, 10)));
  }
  return { source: 'date-holidays, GB-ENG, public holidays', days: [...new Set(days)].sort() };
};
