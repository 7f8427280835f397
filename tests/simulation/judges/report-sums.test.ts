import { describe, expect, test } from 'vitest';
import { extensions, systems } from '../../../contracts/systems.ts';
import { byHand } from './report-hand.ts';
import type { Printed, PrintedRow } from './report-printed.ts';
import { sumFaults } from './report-sums.ts';
import type { State } from './state.ts';

const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
const at = '2026-11-23T10:00:00.000Z';

/** Taken on by `walking-group`, and there once for an hour; or declined by the service on the day it came. */
const state = (n: number, gender: 'male' | 'female', came: boolean): State => ({
  ...{ version: 1, at, aborts: [], said: [], consents: [], requests: [], answers: [], flags: [], since: new Map() },
  patient: { resourceType: 'Patient', gender, birthDate: '1950-02-01' },
  task: {
    ...{ resourceType: 'Task', id: `${n}.t1`, intent: 'order', authoredOn: at },
    status: came ? 'in-progress' : 'rejected',
    requester: { reference: 'Organization/L99901' },
    ...(came ? { executionPeriod: { start: '2026-11-25T09:00:00.000Z' } } : {}),
  },
  onward: came
    ? [
        {
          task: {
            ...{ resourceType: 'Task', id: `${n}.t2`, intent: 'order', status: 'completed' },
            ...{ owner: { reference: 'Organization/walking-group' }, executionPeriod: { start: at } },
            output: [
              {
                type: coded(systems.taskOutput, 'first-meeting-result'),
                valueCodeableConcept: coded(systems.attendance, 'attended'),
              },
            ],
          },
          meetings: [
            {
              ...{ resourceType: 'Appointment', id: `${n}.a1`, status: 'fulfilled', participant: [] },
              ...{ start: '2026-12-01T11:00:00.000Z', end: '2026-12-01T12:00:00.000Z' },
              extension: [{ url: extensions.meetingMode, valueCode: 'in-person' }],
            },
          ],
        },
      ]
    : [],
});

/** Six women and seven men went; of those who were declined three are women, so that no table by sex may show a row. */
const county = [
  ...Array.from({ length: 13 }, (_, n) => state(n, n < 6 ? 'female' : 'male', true)),
  ...Array.from({ length: 12 }, (_, n) => state(20 + n, n < 3 ? 'female' : 'male', false)),
];
const hand = byHand(county);

/** A report that is right: of tables in which something is few nothing is shown. */
const right = (): Printed => ({
  ...{ lines: 25, differ: 0, referrals: '25', onwards: '13', changes: new Map() },
  tables: new Map(
    [...hand.tables].map(([name, { cells, within }]): [string, PrintedRow[]] => {
      const [of] = within;
      const total = [...cells.values()].reduce((sum, n) => sum + n, 0);
      const rows = [...(of ?? cells)].map(([row, n]) => ({ row, count: cells.get(row) ?? 0, of: of ? n : total }));
      const few = rows.some((one) => [one.count, one.of, one.of - one.count].some((n) => n > 0 && n < 5 && of));
      return [name, few ? [] : rows];
    }),
  ),
  captions: [
    [25, 'referrals'],
    [13, 'sessions'],
  ],
  groups: new Map([...hand.groups].map(([name, numbers]) => [name, numbers])),
});

const changed = (name: string, row: string, change: Partial<PrintedRow>): Printed => {
  const printed = right();
  const rows = (printed.tables.get(name) ?? []).map((one) => (one.row === row ? { ...one, ...change } : one));
  return { ...printed, tables: new Map([...printed.tables, [name, rows]]) };
};

test('a hand counts what the ledger holds', () => {
  const cells = (name: string) => Object.fromEntries(hand.tables.get(name)?.cells ?? []);
  expect(cells('way')).toEqual({ open: 13, rejected: 12 });
  expect(cells('accepted')).toEqual({ '0 to 2 days': 13, 'not yet': 12 });
  expect(cells('first-meeting')).toEqual({ '8 to 14 days': 13, 'not yet': 12 });
  expect(cells('age')).toEqual({ '75 to 84': 25 });
  expect(cells('went-sex')).toEqual({ female: 6, male: 7 });
  expect(cells('connections-by-week')).toEqual({ '2026-11-30': 13 });
  expect(hand.groups.get('walking-group')).toEqual([13, 13, 780]);
});

test('a report that adds up is found to', () => {
  expect(sumFaults(hand, right())).toEqual([]);
});

test('planted: a sum that is one too many is found', () => {
  expect(sumFaults(hand, changed('way', 'open', { count: 14 }))).toEqual(['table way open: 14, and the ledger has 13']);
  expect(sumFaults(hand, changed('stage', 'ended', { of: 26 }))).toEqual([
    'table stage ended: of 26, and the ledger has 25',
  ]);
});

test('planted: somebody who stands in no row, or in one that is not there, is found', () => {
  const printed = right();
  const rows = (printed.tables.get('way') ?? []).filter(({ row }) => row !== 'rejected');
  const without = { ...printed, tables: new Map([...printed.tables, ['way', rows] as const]) };
  expect(sumFaults(hand, without)).toEqual(['table way has the rows open, and not open,rejected']);
  expect(sumFaults(hand, { ...printed, tables: new Map() })).toContain('table way is missing');
});

test('planted: a page that begins with four, and does not say that they are few, is found', () => {
  expect(sumFaults(byHand(county.slice(0, 4)), { ...right(), onwards: '4' })).toContain('the page has 4 of 4 requests');
});

test('planted: one to four people that are shown are found, also as those who are left out', () => {
  const shown = { row: 'female', count: 6, of: 9 };
  const printed = right();
  const tables = new Map([
    ...printed.tables,
    ['went-sex', [shown, { row: 'male', count: undefined, of: undefined }]] as const,
  ]);
  expect(sumFaults(hand, { ...printed, tables })).toEqual([
    'table went-sex female: one of 6, 9, 3 is one of four or fewer, and is shown',
  ]);
});

test('planted: a row that is hidden for nothing is found', () => {
  expect(sumFaults(hand, changed('way', 'open', { count: undefined }))).toEqual([
    'table way hides a row, and nothing is few',
  ]);
});

describe('who answered again, beside how many there are', () => {
  const name = 'again-ons4-source';
  const cells = new Map(Object.entries({ practice: 6, self: 7, hospital: 8 }));
  /** All of these answered twice; of so many others who were referred by a practice nobody asked anything. */
  const besides = (others: number) => {
    const referrals = new Map([...cells].map(([row, n]) => [row, n + (row === 'practice' ? others : 9)]));
    return { ...hand, tables: new Map([[name, { cells, within: [cells, referrals] }]]) };
  };
  const without = (...hidden: string[]): Printed => {
    const rows = [...cells].map(([row, n]) => [row, hidden.includes(row) ? undefined : n] as const);
    return { ...right(), tables: new Map([[name, rows.map(([row, count]) => ({ row, count, of: count }))]]) };
  };
  test('hides rows where one to four were not asked: the table of all says how many there are', () => {
    expect(sumFaults(besides(2), without('practice', 'self', 'hospital'))).toEqual([]);
  });
  test('planted: is found where one to four were not asked, and all rows are shown', () => {
    expect(sumFaults(besides(2), without())).toEqual([
      `table ${name} practice: one of 6, 6, 8, 0, 2 is one of four or fewer, and is shown`,
    ]);
  });
  test('planted: is found where only the row of one to four is hidden: the others and the total tell it', () => {
    expect(sumFaults(besides(2), without('practice'))).toEqual([
      `table ${name} the rows not shown are 6, 6, 8, 0, 2 together, one of four or fewer`,
    ]);
  });
  test('planted: is found where a row is hidden, and nobody, or five, were not asked', () => {
    for (const others of [0, 5])
      expect(sumFaults(besides(others), without('practice'))).toEqual([
        `table ${name} hides a row, and nothing is few`,
      ]);
  });
});

test('planted: rows not shown that are one to four together are found: the others tell it', () => {
  const cells = new Map(Object.entries({ a: 1, b: 1, c: 2, d: 21 }));
  const rows = [...cells].map(([row, n]) => ({ row, count: n < 5 ? undefined : n, of: n < 5 ? undefined : 25 }));
  const tables = new Map([['way', { cells, within: [] }]]);
  expect(sumFaults({ ...hand, tables }, { ...right(), tables: new Map([['way', rows]]) })).toEqual([
    'table way the rows not shown are 4 together, one of four or fewer',
  ]);
});

test('planted: a caption, a line of a group and a facts file that are not the ledger are found', () => {
  const printed = right();
  expect(sumFaults(hand, { ...printed, captions: [[24, 'referrals']] })).toEqual([
    'the page counts 24 referrals, and the ledger 25',
  ]);
  expect(
    sumFaults(hand, { ...printed, groups: new Map([...printed.groups, ['walking-group', [13, 13, 720]]]) }),
  ).toEqual(['walking-group: 13,13,720, and the ledger has 13,13,780']);
  expect(sumFaults(hand, { ...printed, differ: 1, lines: 24 })).toEqual([
    '24 lines of facts, of 25 referrals',
    '1 lines of facts differ from the ledger',
  ]);
});
