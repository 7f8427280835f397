import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { isDate } from '../../functions/domain/calendar.ts';
import { hoursOf, monthsOf, ownMonths, type Statement } from '../../functions/domain/reports/dated.ts';
import type { ShownChange } from '../../functions/domain/reports/outcomes.ts';
import {
  addTo,
  changesByRow,
  changesOf,
  noSums,
  type Period,
  shownOf,
  statementsOf,
} from '../../functions/domain/reports/report.ts';
import type { Row } from '../../functions/domain/reports/rows.ts';
import { command } from './command.ts';
import { readCounts } from './counts-file.ts';
import { linesOf } from './facts-file.ts';
import { reportPage, reportTitle } from './report-page.ts';

const usage = [
  'npm run -s report -- <facts file> --from <yyyy-mm-dd> --to <yyyy-mm-dd> --into <folder>',
  'Counts what came on those days: report.html, council.html (who was reached and what was missing, without practices or groups), a CSV for each',
  'table, change.csv and change-by.csv with how far people have come, groups.csv with what each group did, statements.csv with the same month by month, and hours.csv with what companions are paid for.',
  '… --counts <csv>   numbers that practices gave, each with date and source: how many are registered, appointments with a GP',
  '… --group <code>   the same for that group itself, which may put it into a bid: statement-<code>.csv',
  '… --since <day>    compares appointments before that day with those after it, where there are twelve weeks before',
].join('\n');

/** What a council does not need to know to see who was reached, and what was missing. */
const ofOthers = ['practice', 'way-in', 'reminders', 'contacts', 'contacts-by-week'];
const isForCouncil = (by: string): boolean => !ofOthers.includes(by);

const everySoMany = 10_000;

const day = (text: string | undefined, name: string): string => {
  if (!text || !isDate(text)) throw new Error(`--${name} is a day, such as 2026-12-31.\n${usage}`);
  return text;
};

const read = () => {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: option, to: option, into: option, counts: option, since: option, group: option },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.into) throw new Error(usage);
  const period: Period = { from: day(values.from, 'from'), to: day(values.to, 'to') };
  if (period.from > period.to) throw new Error('--from is not after --to.');
  const since = values.since === undefined ? undefined : day(values.since, 'since');
  const { group } = values;
  if (group !== undefined && !/^[a-z0-9-]+$/i.test(group)) throw new Error('--group is the code of an organisation.');
  return { file, period, into: values.into, counts: values.counts ? readCounts(values.counts) : [], since, group };
};

/** A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula, and a code may. */
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true },
  );

const cellsOf = (one: Statement | undefined): (string | number)[] =>
  one ? [one.people, one.attendances, one.minutes] : Array.from({ length: 3 }, () => 'not shown');

/** As a number: a minus at the beginning of a text is taken for that of a formula. */
const inHundredths = (n: number): number => Number(n.toFixed(2));

const averaged = ['people', 'at the beginning', 'at the end', 'change', 'low', 'high'];
const averagesOf = (c: ShownChange): number[] => [
  c.people,
  ...[c.entry, c.exit, c.change, c.low, c.high].map(inHundredths),
];

/** From 0 to 1, with its interval. */
const shareCells = (share: Row['share']): (string | number)[] =>
  share ? [share.share, share.low, share.high].map((n) => Number(n.toFixed(4))) : ['', '', ''];

const cellsOfRow = ({ row, count, of, share }: Row): (string | number)[] => [
  ...[row, count ?? 'not shown', of ?? ''],
  ...shareCells(share),
];

await command(async () => {
  const { file, period, into, counts, since, group } = read();
  const sums = noSums();
  let n = 0;
  for await (const line of linesOf(file)) {
    addTo(sums, line, period);
    n += 1;
    if (n % everySoMany === 0) console.error(`read ${n} lines`);
  }
  if (n === 0) throw new Error(`${file} has no lines. First: npm run -s facts -- ${file}`);
  mkdirSync(into, { recursive: true });
  const [tables, changes, byRow] = [shownOf(sums), changesOf(sums), changesByRow(sums)];
  for (const { name, rows } of tables)
    writeFileSync(
      join(into, `${name}.csv`),
      csv([['row', 'count', 'of', 'share', 'low', 'high'], ...(rows ?? []).map(cellsOfRow)]),
    );
  writeFileSync(
    join(into, 'change.csv'),
    csv([['instrument', 'item', ...averaged], ...changes.map((c) => [c.instrument, c.item, ...averagesOf(c)])]),
  );
  writeFileSync(
    join(into, 'change-by.csv'),
    csv([
      ['by', 'row', 'instrument', 'item', ...averaged],
      ...byRow.map((c) => [c.by, c.row, c.instrument, c.item, ...averagesOf(c)]),
    ]),
  );
  writeFileSync(
    join(into, 'groups.csv'),
    csv([
      ['group', 'people', 'attendances', 'minutes'],
      ...statementsOf(sums).map(([code, g]) => [code, ...cellsOf(g)]),
    ]),
  );
  const notShown = new Set(statementsOf(sums).flatMap(([code, one]) => (one ? [] : [code])));
  if (group)
    writeFileSync(
      join(into, `statement-${group}.csv`),
      csv([
        ['month', 'people', 'attendances', 'minutes'],
        ...ownMonths(sums.dated, group).map(([month, one]) => [month, ...cellsOf(one)]),
      ]),
    );
  writeFileSync(
    join(into, 'statements.csv'),
    csv([
      ['group', 'month', 'people', 'attendances', 'minutes'],
      ...monthsOf(sums.dated, notShown).map(([group, month, one]) => [...[group, month], ...cellsOf(one)]),
    ]),
  );
  writeFileSync(join(into, 'hours.csv'), csv([['companion', 'month', 'times', 'hours'], ...hoursOf(sums.dated)]));
  const made = { sums, tables, changes, byRow, counts, since };
  writeFileSync(join(into, 'report.html'), reportPage(reportTitle, period, made));
  const forCouncil = {
    tables: tables.filter(({ name, by }) => isForCouncil(by ?? name)),
    byRow: byRow.filter(({ by }) => isForCouncil(by)),
    isWithoutPractices: true,
  };
  writeFileSync(
    join(into, 'council.html'),
    reportPage(`${reportTitle}, for the council`, period, { ...made, ...forCouncil }),
  );
  console.log(`${sums.referrals} of ${n} referrals, ${tables.length} tables: ${join(into, 'report.html')}`);
}, usage);
