import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RegisterLine } from '../../../../mappings/partner/register.ts';
import { readRegisterTable, registerTable } from '../../../../mappings/partner/register-table.ts';
import { hellish } from '../../names-from-hell.ts';

const link = '0123456789abc';
const lineOf = (n: number, who = `Gwen ${n}.`): RegisterLine => ({
  ...{ who, called: who, number: String(1000 + n), reference: `HO-7K3M-2P${n}X`, task: `r.t${n}`, meeting: `r.a${n}` },
  ...{ needs: [], cannotCome: undefined, stops: undefined, again: undefined, result: undefined, noted: undefined },
});
const lines = [lineOf(1), lineOf(2), lineOf(3)];
const table = (...rows: readonly string[]): string => ['list,number,who,answer', ...rows].join('\r\n');
const read = (...rows: readonly string[]) => {
  const { said, faults } = readRegisterTable(table(...rows), { link, lines });
  return { said: said.map(({ line, result }) => `${line.number} ${result}`), faults };
};

describe('a table of who came', () => {
  test('says of each person what is written there, in any of the words, and nothing of whom nothing is written', () => {
    expect(read(`${link},1001,Gwen 1.,Came`, `${link},1002,,told us they  could not`, `${link},1003,Gwen 3.,`)).toEqual(
      {
        said: ['1001 came', '1002 could-not-come'],
        faults: [],
      },
    );
  });

  test.each([
    ['of somebody else', `${link},1009,,came`, 'unknown'],
    ['of another session', 'abcdefghjkmnp,1001,,came', 'other-list'],
    ['with a formula in any cell', `${link},1001,"=HYPERLINK(""https://x"")",came`, 'formula'],
    ['with a formula after a space', `${link},1001, @SUM(1),came`, 'formula'],
    ['with an answer that is none', `${link},1001,,maybe`, 'answer'],
  ])('a line %s is named by its number, changes nothing, and the others stand', (_, wrong, fault) => {
    expect(read(`${link},1002,,came`, wrong)).toEqual({ said: ['1002 came'], faults: [{ line: 3, fault }] });
  });

  test('two lines of one person are both refused: nobody knows which is meant', () => {
    expect(read(`${link},1001,,came`, `${link},1001,,did not come`)).toEqual({
      said: [],
      faults: [
        { line: 2, fault: 'twice' },
        { line: 3, fault: 'twice' },
      ],
    });
  });

  test('is read with semicolons or tabs too, as spreadsheets write and copy it', () => {
    for (const mark of [';', '\t'])
      expect(
        readRegisterTable(table(`${link},1001,Gwen,came`).replaceAll(',', mark), { link, lines }).said,
      ).toHaveLength(1);
  });

  test.each(['PK\u0003\u0004\u0014', '\ufffd\ufffdl\0i\0s\0t\0'])(
    'a workbook, or text of another kind, is said to be none: %j',
    (text) => {
      expect(readRegisterTable(text, { link, lines })).toEqual({ said: [], faults: [{ line: 1, fault: 'binary' }] });
    },
  );

  test('without its head, or with a quotation mark too many, nothing is taken', () => {
    expect(readRegisterTable(`${link},1001,,came`, { link, lines })).toEqual({
      said: [],
      faults: [{ line: 1, fault: 'head' }],
    });
    expect(read(`${link},1001,"Gwen,came`).faults).toMatchObject([{ fault: 'quotes' }]);
    expect(readRegisterTable('', { link, lines }).faults).toEqual([{ line: 1, fault: 'head' }]);
  });

  test('two with the same number are told apart by their reference', () => {
    const alike = [lineOf(1), { ...lineOf(2), number: '1001' }];
    const made = registerTable({ link, lines: alike });
    expect(made).toContain('HO-7K3M-2P1X');
    const filled = made.replaceAll(/,\r\n/g, ',came\r\n');
    expect(readRegisterTable(filled, { link, lines: alike }).said.map(({ line }) => line.reference)).toEqual([
      'HO-7K3M-2P1X',
      'HO-7K3M-2P2X',
    ]);
  });
});

test('a table with any name in it is no formula anywhere, holds the name, and comes back filled in as it was', () => {
  fc.assert(
    fc.property(fc.array(hellish, { minLength: 1, maxLength: 5 }), (names) => {
      const all = names.map((who, n) => lineOf(n + 1, who));
      const made = registerTable({ link, lines: all });
      const rows = parse(made, { bom: true, from: 2 }) as string[][];
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      expect(rows.map((row) => (row[2] ?? '').replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))).toEqual(names);
      const filled = [['list', 'number', 'who', 'answer'], ...rows.map((row) => [...row.slice(0, 3), 'came'])]
        .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      expect(readRegisterTable(filled, { link, lines: all }).faults).toEqual([]);
      expect(readRegisterTable(filled, { link, lines: all }).said).toHaveLength(names.length);
    }),
    { numRuns: 200 },
  );
});
