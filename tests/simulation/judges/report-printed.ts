import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { dayOf } from '../harness/days.ts';
import { operatorProgram } from '../harness/operator-program.ts';
import type { Evidence } from './book.ts';

/** A row as it was printed; a `count` that is undefined is not shown. */
export interface PrintedRow {
  readonly row: string;
  readonly count: number | undefined;
  readonly of: number | undefined;
}

/** What the operator's commands made: of the facts file, of each CSV, and of the page. */
export interface Printed {
  readonly lines: number;
  /** How many lines `--check` found to differ from the ledger. */
  readonly differ: number;
  /** As the page begins: a number, or that there are few. */
  readonly referrals: string;
  readonly onwards: string;
  readonly tables: ReadonlyMap<string, readonly PrintedRow[]>;
  /** The captions of the page: how many, of what. */
  readonly captions: readonly (readonly [number, string])[];
  /** Numbers by group, and by group and month; undefined: not shown. */
  readonly groups: ReadonlyMap<string, readonly number[] | undefined>;
  /** By questionnaire and question: people, average at the beginning and at the end. */
  readonly changes: ReadonlyMap<string, readonly number[]>;
}

/** What is no table of rows. */
const others = ['change', 'change-by', 'groups', 'statements', 'hours'];

const numberIn = (cell: string | undefined): number | undefined =>
  cell === undefined || cell === '' || cell === 'not shown' ? undefined : Number(cell);
const first = (text: string, what: RegExp): number => Number(what.exec(text)?.[1] ?? Number.NaN);

const report = async (data: string, from: string, to: string): Promise<Omit<Printed, 'differ'>> => {
  const into = join(data, 'report');
  const facts = join(into, 'facts.jsonl');
  await operatorProgram(data, 'report', [facts, '--from', from, '--to', to, '--into', into]);
  const names = (await readdir(into)).filter((name) => name.endsWith('.csv')).map((name) => name.slice(0, -4));
  const rowsOf = async (name: string): Promise<string[][]> => {
    const [, ...rows] = parse(await readFile(join(into, `${name}.csv`), 'utf8'));
    return rows;
  };
  const tables = names
    .filter((name) => !others.includes(name))
    .map(async (name): Promise<[string, PrintedRow[]]> => {
      const rows = await rowsOf(name);
      return [name, rows.map(([row = '', n, of]) => ({ row, count: numberIn(n), of: numberIn(of) }))];
    });
  const numbers = (cells: readonly string[]): number[] | undefined =>
    cells.includes('not shown') ? undefined : cells.map(Number);
  const page = await readFile(join(into, 'report.html'), 'utf8');
  const lines = (await readFile(facts, 'utf8')).split('\n').filter(Boolean).length;
  return {
    ...{ lines, tables: new Map(await Promise.all(tables)) },
    referrals: /<p>([\w ]+) referrals came on these days/.exec(page)?.[1] ?? '',
    onwards: /and ([\w ]+) requests to groups were made/.exec(page)?.[1] ?? '',
    captions: [...page.matchAll(/<caption>(\d+) ([^;<]+);/g)].map(([, n, what = '']) => [Number(n), what] as const),
    groups: new Map([
      ...(await rowsOf('groups')).map(([group = '', ...cells]) => [group, numbers(cells)] as const),
      ...(await rowsOf('statements')).map(([group, month, ...cells]) => [`${group} ${month}`, numbers(cells)] as const),
    ]),
    changes: new Map(
      (await rowsOf('change')).map(([instrument, item, ...cells]) => [`${instrument} ${item}`, cells.map(Number)]),
    ),
  };
};

/** Makes the facts file and the report of everything that came, as whoever runs the hub does. */
export const printReport = async ({
  data,
  from,
  until,
}: Pick<Evidence, 'data' | 'from' | 'until'>): Promise<Printed> => {
  await mkdir(join(data, 'report'), { recursive: true });
  const facts = join(data, 'report', 'facts.jsonl');
  await operatorProgram(data, 'facts', [facts]);
  // It ends with 1 where a line differs, and has said how many do.
  const checked = await operatorProgram(data, 'facts', [facts, '--check']).catch((error: unknown) => error);
  const { stdout } = z.object({ stdout: z.string() }).parse(checked);
  const [came, ended] = [from, until].map((at) => dayOf(new Date(at).toISOString()));
  return { ...(await report(data, came ?? '', ended ?? '')), differ: first(stdout, /(\d+) lines differ/) };
};
