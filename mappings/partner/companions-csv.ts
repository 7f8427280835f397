import { CsvError, parse } from 'csv-parse/sync';
import { isNeed, needs } from '../../contracts/directory/needs.ts';
import { type ClearedFor, clearances, isClearance } from '../../contracts/lifecycle/companions.ts';
import { isDate } from '../../functions/domain/calendar.ts';
import type { Clearance } from '../../functions/domain/companion/clearance.ts';

/** The columns of a file of companions, with an example of each. Only what is here is kept: no certificate, no number of one. */
export const companionColumns = {
  code: 'champion-ada',
  name: 'Ada Oak',
  email: 'ada@champions.example',
  mobile: '',
  address: '',
  trained: '2026-09-14',
  public_places_until: '2028-09-30',
  home_visits_until: '',
  under_18_until: '',
  experience: 'bereavement;carers',
} as const;
type Column = keyof typeof companionColumns;
type Row = Partial<Record<Column, string>>;

export interface CompanionRow {
  /** As a spreadsheet counts them, the head is 1. */
  readonly line: number;
  readonly code: string;
  readonly name: string;
  /** Absent: they are rung. */
  readonly contact?: { readonly channel: 'email' | 'sms' | 'letter'; readonly to: readonly string[] };
  readonly clearance: Clearance;
}

export interface RowFault {
  readonly line: number;
  readonly says: string;
}

interface CompanionsRead {
  readonly rows: readonly CompanionRow[];
  readonly faults: readonly RowFault[];
}

/** More is no list of volunteers of one service. */
const mostRows = 1000;
const isColumn = (name: string): name is Column => Object.hasOwn(companionColumns, name);
const needed: readonly Column[] = ['code', 'name', 'trained'];

/** What a spreadsheet takes for a formula when somebody opens the list again (OWASP, CSV injection). */
const isFormula = (value: string): boolean => /^[=+\-@\t\r]/.test(value);
/** A certificate of the DBS has twelve digits; wherever it was typed, it is not kept. */
const isCertificate = (value: string): boolean => /(?<!\d)\d{12}(?!\d)/.test(value.replace(/[\s-]/g, ''));

const columnOf = (work: ClearedFor): Column | undefined => {
  const name = `${work.replaceAll('-', '_')}_until`;
  return isColumn(name) ? name : undefined;
};

const contactIn = ({ email = '', mobile = '', address = '' }: Row): CompanionRow['contact'] => {
  if (email !== '') return { channel: 'email', to: [email] };
  if (mobile !== '') return { channel: 'sms', to: [mobile.replaceAll(' ', '')] };
  return address === '' ? undefined : { channel: 'letter', to: address.split(';').map((line) => line.trim()) };
};

const experienceIn = ({ experience = '' }: Row): string[] =>
  experience
    .split(';')
    .map((code) => code.trim().toLowerCase())
    .filter((code) => code !== '');

const clearanceIn = (row: Row): Clearance => ({
  ...(row.trained ? { trained: row.trained } : {}),
  clearedFor: Object.keys(clearances)
    .filter(isClearance)
    .flatMap((work) => {
      const column = columnOf(work);
      const until = column && row[column];
      return until ? [{ work, until }] : [];
    }),
  ...(experienceIn(row).length > 0 ? { experience: experienceIn(row) } : {}),
});

const dates: readonly Column[] = ['trained', 'public_places_until', 'home_visits_until', 'under_18_until'];

const faultsIn = (row: Row): string[] => [
  ...(['code', 'name'] as const).filter((name) => !row[name]).map((name) => `${name} is empty`),
  ...dates
    .filter((name) => row[name] && !isDate(row[name] ?? ''))
    .map((name) => `${name} must be a date such as 2027-03-31`),
  ...experienceIn(row)
    .filter((code) => !isNeed(code))
    .map((code) => `experience: “${code}” is none of ${Object.keys(needs).join(', ')}`),
  ...Object.entries(row).flatMap(([name, value]) => [
    ...(isFormula(value) ? [`${name} begins like a formula of a spreadsheet`] : []),
    ...(name !== 'mobile' && isCertificate(value)
      ? [`${name} holds twelve digits: the number of a certificate is never kept, take it out`]
      : []),
  ]),
];

const headFaults = (columns: readonly string[]): string[] => [
  ...columns.filter((name) => !isColumn(name)).map((name) => `the column “${name}” is not kept: take it out`),
  ...needed.filter((name) => !columns.includes(name)).map((name) => `the column ${name} is missing`),
  ...columns.filter((name, n) => columns.indexOf(name) !== n).map((name) => `the column ${name} stands there twice`),
];

/** Two lines that mean one companion: whoever wrote the file decides which is right. */
const twice = (rows: readonly CompanionRow[]): RowFault[] =>
  rows.flatMap(({ line, code }, n) => {
    const first = rows.findIndex((row) => row.code === code);
    return first < n ? [{ line, says: `${code} stands in line ${rows[first]?.line} already` }] : [];
  });

/** RFC 4180, as spreadsheets write it. Every fault by its line; whoever reads a file with faults takes nothing of it. */
export const readCompanions = (text: string): CompanionsRead => {
  const records: { readonly record: readonly string[]; readonly line: number }[] = [];
  try {
    parse(text, {
      ...{ bom: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 10_000 },
      on_record: (record: string[], { lines }) => {
        records.push({ record, line: lines });
        return null;
      },
    });
  } catch (error) {
    const line = error instanceof CsvError && 'lines' in error ? Number(error.lines) : 1;
    return { rows: [], faults: [{ line, says: 'a quotation mark is opened or closed where it cannot be' }] };
  }
  const [head, ...rest] = records;
  const columns = (head?.record ?? []).map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'));
  const wrong = headFaults(columns);
  if (wrong.length > 0) return { rows: [], faults: wrong.map((says) => ({ line: 1, says })) };
  if (rest.length > mostRows) return { rows: [], faults: [{ line: 1, says: `more than ${mostRows} lines` }] };
  const read = rest.map(({ record, line }) => {
    const row: Row = Object.fromEntries(columns.map((name, n) => [name, record[n] ?? '']));
    const more = record.length > columns.length ? ['has more fields than the first line'] : [];
    const faults = [...more, ...faultsIn(row)].map((says) => ({ line, says }));
    const contact = contactIn(row);
    const found: CompanionRow = {
      ...{ line, code: row.code ?? '', name: row.name ?? '', clearance: clearanceIn(row) },
      ...(contact ? { contact } : {}),
    };
    return { found, faults };
  });
  const rows = read.map(({ found }) => found);
  return { rows, faults: [...read.flatMap(({ faults }) => faults), ...twice(rows)].sort((a, b) => a.line - b.line) };
};
