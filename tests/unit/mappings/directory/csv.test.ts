import { expect, test } from 'vitest';
import { csvColumns, readCsv, writeCsv } from '../../../../mappings/directory/csv.ts';

const head = Object.keys(csvColumns).join(',');
const file = (...rows: readonly string[]): string =>
  ['name,description,postcode,days,needs,phone,partner', ...rows].join('\r\n');
const faults = (text: string): string[] => readCsv(text).faults.map(({ line, says }) => `${line} ${says}`);

test('the row that the command shows as an example is one', () => {
  const cells = Object.values(csvColumns).map((cell) => `"${cell}"`);
  expect(readCsv(`${head}\n${cells.join(',')}`)).toMatchObject({
    faults: [],
    services: [
      {
        service: {
          ...{ id: 'tuesday-walking-group-gl3-2jh', name: 'Tuesday Walking Group', schedules: [{ byday: 'TU,TH' }] },
          attributes: [{ taxonomy_term: { id: 'walking' } }, { taxonomy_term: { id: 'cafe' } }],
        },
      },
    ],
  });
});

test('is RFC 4180 as spreadsheets write it: quotes, commas and line ends inside a cell, a mark at the beginning', () => {
  const { services, faults: none } = readCsv(
    `\ufeff${file('"The ""Shed"", Churchdown","Two\nlines",GL3 2AB,MO,mens-shed,,mens-shed', '', 'Yoga,Sit,,,,,')}`,
  );
  expect(none).toEqual([]);
  expect(services.map(({ line, service, partner }) => [line, service.name, service.description, partner])).toEqual([
    [2, 'The "Shed", Churchdown', 'Two\nlines', 'mens-shed'],
    [5, 'Yoga', 'Sit', ''],
  ]);
});

test('says by the line what has to be mended, all of it at once', () => {
  expect(faults(file('Yoga,Sit,XX,ZZ,flying,none,', ',Sit,,,,,', 'Empty,,,,,,', 'Long,Sit,,,,,,more'))).toEqual([
    expect.stringMatching(/^2 "flying" is no need; they are walking, /),
    '2 "ZZ" is no day; they are MO, TU, WE, TH, FR, SA, SU',
    '2 "postcode" is none',
    '2 "phone" cannot be used: unusable',
    '3 "name" is empty',
    '4 it needs a description, or a telephone number, e-mail or web address',
    expect.stringMatching(/^5 it has more cells/),
  ]);
  expect(faults('name,colour\nYoga,red')).toEqual([
    expect.stringMatching(/^1 there is no column "colour"; the columns are name, /),
  ]);
  expect(faults(file('"open,Sit'))).toEqual([expect.stringMatching(/^\d+ a quotation mark/)]);
  expect(faults(file('Yoga,Sit,GL1 1AA,,,,', 'Yoga,Sit,GL1 1AA,,,,'))).toEqual([
    expect.stringMatching(/^3 is the same service as line 2/),
  ]);
});

test('what a spreadsheet would carry out is carried out by none, and comes in again as it was', () => {
  const evil = ['=HYPERLINK("http://x.example")', '+1', '-1', '@SUM(A1)'];
  const { services } = readCsv(file(...evil.map((name, n) => `"${name.replaceAll('"', '""')}",Text ${n},,,,,`)));
  const out = writeCsv(services.map(({ service }) => service));
  expect(
    out
      .split('\r\n')
      .slice(1, 5)
      .every((row) => /^"?'[=+@-]/.test(row)),
  ).toBe(true);
  expect(readCsv(out).services.map(({ service }) => service)).toEqual(services.map(({ service }) => service));
});

test('a day as spreadsheets of this country write it is that day; what is none says how to write it', () => {
  const { services, faults: none } = readCsv('name,description,checked\nYoga,Sit,01/11/2026\nTai chi,Stand,2026-11-02');
  expect(none).toEqual([]);
  expect(services.map(({ service }) => service.assured_date)).toEqual(['2026-11-01', '2026-11-02']);
  expect(faults('name,description,checked\nYoga,Sit,31/02/2026\nYoga 2,Sit,last week')).toEqual([
    '2 "checked" is no day; write it as 2026-11-01 or 01/11/2026',
    '3 "checked" is no day; write it as 2026-11-01 or 01/11/2026',
  ]);
});

test('no line is lost without a word: a name without letters of a to z needs an id, and a group may have such a name', () => {
  const greek = 'Ωμέγα';
  expect(faults(`name,description\n${greek},Coffee\nYoga,Sit`)).toEqual([
    '2 it needs an "id": none can be made of its name and postcode',
  ]);
  const { services, faults: none } = readCsv(`name,description,id,organisation\n${greek},Coffee,omega,${greek}`);
  expect(none).toEqual([]);
  expect(services[0]?.service).toMatchObject({
    id: 'omega',
    name: greek,
    organization: { id: 'omega.o', name: greek },
  });
});

test('who runs it is a code of an organisation', () => {
  expect(faults('name,description,partner\nYoga,Sit,Walking Group!')).toEqual([
    '2 "partner" is no code of an organisation',
  ]);
});
