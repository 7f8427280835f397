import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { type TableFault, tableAnswers, tableColumns } from '../../contracts/partner-api/table.ts';
import type { attendanceWords } from '../../contracts/partner-api/words.ts';
import type { RegisterLine } from './register.ts';

type Answer = keyof typeof attendanceWords;

/** One session: its lines, and the name of its link, which opens nothing. */
export interface Listed {
  readonly link: string;
  readonly lines: readonly RegisterLine[];
}

export interface FaultyLine {
  /** As a spreadsheet counts them, the head is 1. */
  readonly line: number;
  readonly fault: TableFault;
}

interface TableRead {
  readonly said: readonly { readonly at: number; readonly line: RegisterLine; readonly result: Answer }[];
  readonly faults: readonly FaultyLine[];
}

/** More than any session has. */
const mostLines = 500;

/** How a person is named in the table: by the number on their card, or where two have the same by the reference. */
const keyOf = (line: RegisterLine, all: readonly RegisterLine[]): string =>
  all.filter(({ number }) => number === line.number).length > 1 ? line.reference : line.number;

/** The table of a session, with no answers: what a spreadsheet would carry out has an apostrophe before it. */
export const registerTable = ({ link, lines }: Listed): string =>
  stringify([[...tableColumns], ...lines.map((line) => [link, keyOf(line, lines), line.who, ''])], {
    ...{ bom: true, escape_formulas: true, record_delimiter: 'windows' },
  });

/** OWASP, CSV injection. */
const isFormula = (cell: string): boolean => /^\s*[=+\-@]/.test(cell);
const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');

const answers: readonly (readonly [string, Answer])[] = Object.entries(tableAnswers).flatMap(([code, texts]) =>
  texts.flatMap((text) => (isAnswer(code) ? [[text, code] as const, [code, code] as const] : [])),
);
function isAnswer(code: string): code is Answer {
  return Object.hasOwn(tableAnswers, code);
}
const answerIn = (cell: string): Answer | undefined => answers.find(([text]) => text === plain(cell))?.[1];

interface Row {
  readonly at: number;
  readonly cells: readonly string[];
}

const rowsIn = (text: string): { readonly rows: readonly Row[]; readonly broken?: FaultyLine } => {
  const rows: Row[] = [];
  try {
    parse(text, {
      ...{ bom: true, relax_column_count: true, skip_empty_lines: true, delimiter: [',', ';', '\t'] },
      on_record: (cells: string[], { lines }) => {
        rows.push({ at: lines, cells });
        return null;
      },
    });
  } catch (error) {
    const line = error instanceof CsvError && 'lines' in error ? Number(error.lines) : 1;
    return { rows: [], broken: { line, fault: 'quotes' } };
  }
  return { rows };
};

/** A workbook is a ZIP archive, and what is written in UTF-16 is full of zeros. */
const isBinary = (text: string): boolean => text.startsWith('PK\u0003') || text.includes('\0');

const personIn = (lines: readonly RegisterLine[], key: string): RegisterLine | undefined =>
  lines.find((line) => keyOf(line, lines) === key.trim().toUpperCase());

/** What is said of whom; a line with a fault says nothing, and the others stand. */
export const readRegisterTable = (text: string, { link, lines }: Listed): TableRead => {
  if (isBinary(text)) return { said: [], faults: [{ line: 1, fault: 'binary' }] };
  const { rows, broken } = rowsIn(text);
  if (broken) return { said: [], faults: [broken] };
  const [head, ...body] = rows;
  const columns = (head?.cells ?? []).map(plain);
  const at = (name: (typeof tableColumns)[number]): number => columns.indexOf(name);
  if (at('list') < 0 || at('number') < 0 || at('answer') < 0) return { said: [], faults: [{ line: 1, fault: 'head' }] };
  if (body.length > mostLines) return { said: [], faults: [{ line: mostLines + 2, fault: 'long' }] };
  const keys = body.map(({ cells }) => plain(cells[at('number')] ?? ''));
  const read = body.map((row, n): { fault: TableFault } | { line: RegisterLine; result: Answer } | undefined => {
    const cell = (name: (typeof tableColumns)[number]): string => row.cells[at(name)] ?? '';
    if (row.cells.some(isFormula)) return { fault: 'formula' };
    if (cell('answer').trim() === '') return undefined;
    if (plain(cell('list')) !== link) return { fault: 'other-list' };
    const line = personIn(lines, cell('number'));
    if (!line) return { fault: 'unknown' };
    if (keys.filter((key) => key === keys[n]).length > 1) return { fault: 'twice' };
    const result = answerIn(cell('answer'));
    return result ? { line, result } : { fault: 'answer' };
  });
  return {
    said: read.flatMap((one, n) => (one && 'result' in one ? [{ at: body[n]?.at ?? 0, ...one }] : [])),
    faults: read.flatMap((one, n) => (one && 'fault' in one ? [{ line: body[n]?.at ?? 0, fault: one.fault }] : [])),
  };
};
