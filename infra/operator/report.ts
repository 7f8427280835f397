import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { isDate } from '../../functions/domain/calendar.ts';
import { addTo, changesOf, noSums, type Period, shownOf, statementsOf } from '../../functions/domain/reports/report.ts';
import { command } from './command.ts';
import { linesOf } from './facts-file.ts';
import { reportPage } from './report-page.ts';

const usage = [
  'npm run -s report -- <facts file> --from <yyyy-mm-dd> --to <yyyy-mm-dd> --into <folder>',
  'Counts what came on those days: report.html, a CSV for each table, and groups.csv with what each group did.',
].join('\n');

const everySoMany = 10_000;

const day = (text: string | undefined, name: string): string => {
  if (!text || !isDate(text)) throw new Error(`--${name} is a day, such as 2026-12-31.\n${usage}`);
  return text;
};

const read = () => {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: option, to: option, into: option },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.into) throw new Error(usage);
  const period: Period = { from: day(values.from, 'from'), to: day(values.to, 'to') };
  if (period.from > period.to) throw new Error('--from is not after --to.');
  return { file, period, into: values.into };
};

/** A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula, and a code may. */
const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true },
  );

/** As a number: a minus at the beginning of a text is taken for that of a formula. */
const inHundredths = (n: number): number => Number(n.toFixed(2));

await command(async () => {
  const { file, period, into } = read();
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
      ...statementsOf(sums).map(([code, g]) =>
        g ? [code, g.people, g.attendances, g.minutes] : [code, ...Array.from({ length: 3 }, () => 'not shown')],
      ),
    ]),
  );
  writeFileSync(join(into, 'report.html'), reportPage(period, { sums, tables, changes }));
  console.log(`${sums.referrals} of ${n} referrals, ${tables.length} tables: ${join(into, 'report.html')}`);
}, usage);
