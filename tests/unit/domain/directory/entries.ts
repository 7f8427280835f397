import fc from 'fast-check';
import { accessFacts, isAccessFact } from '../../../../contracts/directory/access.ts';
import type { CapacityState } from '../../../../contracts/directory/capacity.ts';
import { isNeed, type Need, needs } from '../../../../contracts/directory/needs.ts';
import type { Ask, Known } from '../../../../functions/domain/directory/ask.ts';
import { days, type Entry, waysToMeet } from '../../../../functions/domain/directory/entry.ts';

export const now = '2026-11-22T10:00:00.000Z';
export const churchdown = [51.88, -2.17] as const;

/** A walking group that anybody may join, checked three weeks ago. */
export const entry = (key: string, more: Partial<Entry> = {}): Entry => ({
  ...{ key, feed: 'council', changed: now, service: key, name: key, places: [], terms: [], open: true },
  ...{ needs: ['walking'], ages: {}, access: [], days: [], ways: ['in-person'], at: churchdown, national: false },
  checked: '2026-11-01',
  ...more,
});

export const known = (more: Partial<Known> = {}): Known => ({
  ...{ now, capacity: () => 'unknown', isOff: () => false, turn: 'monday' },
  ...more,
});

export const walking: Ask = { needs: ['walking'], at: churchdown };

const someNeeds = fc.subarray<Need>(Object.keys(needs).filter(isNeed).slice(0, 4), { minLength: 1 });
const someAccess = fc.subarray(Object.keys(accessFacts).filter(isAccessFact));
const place = fc.tuple(fc.double({ min: 51, max: 53, noNaN: true }), fc.double({ min: -3, max: -1, noNaN: true }));
const age = fc.option(fc.integer({ min: 0, max: 110 }), { nil: undefined });

/** Any service, with what is known of it now. */
export const anyService = fc
  .record({
    entry: fc.record({
      ...{ open: fc.boolean(), needs: someNeeds, access: someAccess, days: fc.subarray([...days]) },
      ...{ ways: fc.subarray([...waysToMeet]), at: fc.option(place, { nil: undefined }), national: fc.boolean() },
      ages: fc.record({ from: age, to: age }),
      checked: fc.constantFrom(undefined, '2020-01-01', '2026-05-25', '2026-05-27', '2026-11-20', '2031-01-01'),
    }),
    capacity: fc.constantFrom<CapacityState>('has-room', 'full', 'unknown'),
    off: fc.boolean(),
    load: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ entry: one, ...rest }) => ({ one, ...rest }));

export const anyAsk = fc.record({
  ...{
    needs: someNeeds,
    access: someAccess,
    days: fc.subarray([...days]),
    at: fc.option(place, { nil: undefined }),
    age,
  },
  transport: fc.constantFrom('none', 'bus', 'car', undefined),
  way: fc.constantFrom(...waysToMeet, undefined),
});

/** Without what is undefined: what is not known is not there. */
export const clean = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value));
