import { expect, test } from 'vitest';
import { freshDays } from '../../../../contracts/directory/capacity.ts';
import { isStale } from '../../../../functions/domain/directory/freshness.ts';
import { readItem } from '../../../../mappings/directory/item.ts';

/** The last rows of the table of standards.md 8.2: the others stand in item.test.ts; what is listed twice, is too large or quarantined in a feed in tests/integration/directory/import.test.ts. */
const least = { id: 's1', name: 'Chair yoga', status: 'active', description: 'Sitting down.' };
const read = (more: object) => {
  const item = readItem({ ...least, ...more });
  return item.kind === 'service' ? item.service : expect.fail(JSON.stringify(item.faults));
};

test('a description of 145,411 characters is cut, and does not cost the service its place', () => {
  const { description = '' } = read({ description: 'word '.repeat(29_082).slice(0, 145_411) });
  expect(description.length).toBeGreaterThan(100);
  expect(description.length).toBeLessThanOrEqual(10_000);
  expect(description.endsWith('…')).toBe(true);
});

test('a service without an organisation is one', () => {
  expect(read({ organization: null }).organization).toBeUndefined();
  expect(read({}).name).toBe('Chair yoga');
});

test('what was assured more than a year ago comes in with its day, and is stale', () => {
  const { assured_date: assured } = read({ assured_date: '2023-11-30' });
  expect(assured).toBe('2023-11-30');
  expect(isStale(assured, '2024-12-15T09:00:00.000Z')).toBe(true);
  expect(freshDays).toBe(180);
});
