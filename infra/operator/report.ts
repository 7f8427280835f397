import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { isDate } from '../../functions/domain/calendar.ts';
import { hoursOf, monthsOf, ownMonths, type Statement } from '../../functions/domain/reports/dated.ts';
import { addTo, changesOf, noSums, type Period, shownOf, statementsOf } from '../../functions/domain/reports/report.ts';
import { command } from './command.ts';
import { readCounts } from './counts-file.ts';
import { linesOf } from './facts-file.ts';
import { reportPage, reportTitle } from './report-page.ts';

const usage = [
  'npm run -s report -- <facts file> --from <yyyy-mm-dd> --to <yyyy-mm-dd> --into <folder>',
  'Counts what came on those days: report.html, council.html (who was reached and what was missing, without practices or groups), a CSV for each',
  'table, groups.csv with what each group did, statements.csv with the same month by month, and hours.csv with what companions are paid for.',
  '… --counts <csv>   numbers that practices gave, each with date and source: how many are registered, appointments with a GP',
  '… --group <code>   the same for that group itself, which may put it into a bid: statement-<code>.csv',
  '… --since <day>    compares appointments before that day with those after it, where there are twelve weeks before',
].join('\n');

/** What a council does not need to know to see who was reached, and what was missing. */
const ofOthers = ['practice', 'went-practice', 'way-in', 'reminders', 'contacts'];

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
  const [tables, changes] = [shownOf(sums), changesOf(sums)];
  for (const { name, rows } of tables)
    writeFileSync(
      join(into, `${name}.csv`),
      csv([['row', 'count'], ...(rows ?? []).map(({ row, count }) => [row, count ?? 'not shown'])]),
    );
  writeFileSync(
    join(into, 'change.csv'),
    csv([
      ['instrument', 'item', 'people', 'at the beginning', 'at the end', 'change'],
      ...changes.map((c) => [c.instrument, c.item, c.people, ...[c.entry, c.exit, c.change].map(inHundredths)]),
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
  const made = { sums, tables, changes, counts, since };
  writeFileSync(join(into, 'report.html'), reportPage(reportTitle, period, made));
  const forCouncil = tables.filter(({ name }) => !ofOthers.includes(name));
  writeFileSync(
    join(into, 'council.html'),
    reportPage(`${reportTitle}, for the council`, period, { ...made, tables: forCouncil }),
  );
  console.log(`${sums.referrals} of ${n} referrals, ${tables.length} tables: ${join(into, 'report.html')}`);
}, usage);
