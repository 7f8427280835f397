import { writeFile } from 'node:fs/promises';
import Holidays from 'date-holidays';

/** Years for which deadlines can fall due; the test fails two years before they run out. */
const years = Array.from({ length: 13 }, (_, i) => 2025 + i);

/** Bank holidays of England as a small table, so that no function carries a world calendar in its bundle. */
export const bankHolidays = (): string[] => {
  const england = new Holidays('GB', 'ENG', { types: ['public'] });
  return [...new Set(years.flatMap((year) => england.getHolidays(year).map((day) => day.date.slice(0, 10))))].sort();
};

export const bankHolidaysFile = new URL('../../contracts/calendar/bank-holidays.json', import.meta.url);

export const renderBankHolidays = (): string =>
  `${JSON.stringify({ source: 'date-holidays, GB-ENG, public holidays', days: bankHolidays() }, null, 2)}\n`;

if (import.meta.main) await writeFile(bankHolidaysFile, renderBankHolidays());
