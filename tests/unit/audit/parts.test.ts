import { expect, test } from 'vitest';
import { type AuditItem, chained } from '../../../functions/audit/entry.ts';
import { chainsIn, trailFaults } from '../../../functions/audit/verify.ts';

const years = 10;
const now = '2026-11-23T12:00:00.000Z';
const at = (time: string) => ({
  at: `2026-11-23T${time}:00.000Z`,
  kind: 'read' as const,
  by: 'GET /x',
  outcome: '200',
});
/** Two hours of one chain, two records in each. */
const { items } = chained(
  { chain: 'fhir-api#0fe5eb17-5468-471d-ad64-ca40cbde6fe6', number: 0 },
  ['08:01', '08:02', '09:01', '09:02'].map(at),
  years,
);
const faults = (changed: readonly AuditItem[]) => trailFaults(chainsIn(changed), years, now).map(({ fault }) => fault);
const without = ({ part: _, hour: __, ...item }: AuditItem): AuditItem => item;

test('a trail as it was written has no faults, also when what is past its time is gone', () => {
  expect(faults(items)).toEqual([]);
  expect(trailFaults(chainsIn(items.slice(1)), years, '2037-01-01T00:00:00.000Z')).toEqual([]);
});

// By its first record an hour of a chain is found and anchored: one that is hidden could lose its end unseen.
test.each<[string, (item: AuditItem) => AuditItem]>([
  ['is taken out of the index', without],
  ['stands in another part of the index', (item) => ({ ...item, part: 'PARTX' })],
  ['stands at another hour of the index', (item) => ({ ...item, hour: '2020-01-01T00' })],
])('the first record of an hour that %s is found', (_name, change) => {
  for (const n of [0, 2]) expect(faults(items.map((item, i) => (i === n ? change(item) : item)))).toEqual(['record']);
});

test('a record that is none of the first and is put into the index is found', () => {
  const put = { part: 'PARTS', hour: '2026-11-23T08' };
  expect(faults(items.map((item, i) => (i === 1 ? { ...item, ...put } : item)))).toEqual(['record']);
});
