import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allowances, type TakenOverAll } from '../../../functions/http/allowances.ts';

const noon = '2026-11-23T12:00:00.000Z';
const laterThan = (seconds: number): string => new Date(Date.parse(noon) + seconds * 1000).toISOString();

/** The counter that all environments share, as the store keeps it. */
const sharedCounter = () => {
  const sums = new Map<string, number>();
  const calls: number[] = [];
  const add: TakenOverAll = async (key, window, count) => {
    calls.push(count);
    const name = `${key} ${window}`;
    sums.set(name, (sums.get(name) ?? 0) + count);
    return sums.get(name) ?? 0;
  };
  return { add, calls };
};

const letThrough = async (
  take: ReturnType<typeof allowances>,
  times: number,
  quota = 100,
  at = noon,
): Promise<number> => {
  let through = 0;
  for (let n = 0; n < times; n += 1) if (!(await take('K', quota, at)).over) through += 1;
  return through;
};

describe('a quota in one environment', () => {
  test('is let through to the last, and what is left is told truly', async () => {
    const take = allowances(sharedCounter().add);
    const left: number[] = [];
    for (let n = 0; n < 100; n += 1) left.push((await take('K', 100, noon)).remaining);
    expect(left).toEqual(Array.from({ length: 100 }, (_, n) => 99 - n));
    expect(await take('K', 100, noon)).toEqual({ remaining: 0, over: true });
  });

  test('is full again in the next minute, and somebody else has their own', async () => {
    const take = allowances(sharedCounter().add);
    await letThrough(take, 101);
    expect((await take('other', 100, noon)).over).toBe(false);
    expect((await take('K', 100, laterThan(59))).over).toBe(true);
    expect((await take('K', 100, laterThan(60))).over).toBe(false);
  });

  test('costs a caller who asks little no request to the store, one who asks much one in fifty, and one who is over none', async () => {
    const { add, calls } = sharedCounter();
    const take = allowances(add);
    await letThrough(take, 60, 3_000);
    expect(calls).toHaveLength(0);
    await letThrough(take, 2_940, 3_000);
    expect(calls).toHaveLength(49);
    await letThrough(take, 1_000, 3_000);
    expect(calls).toHaveLength(50);
  });

  test('that several requests ask for at once is asked of the store once', async () => {
    const { add, calls } = sharedCounter();
    const take = allowances(add);
    const all = await Promise.all(Array.from({ length: 150 }, () => take('K', 100, noon)));
    expect(all.filter(({ over }) => !over)).toHaveLength(100);
    expect(calls.length).toBeLessThanOrEqual(51);
  });

  test('holds by itself where the store does not answer', async () => {
    const take = allowances(async (_, __, count) => count);
    expect(await letThrough(take, 200)).toBe(100);
  });
});

test('over several environments a quota is passed by at most the first fiftieth of each', async () => {
  const asked = fc.array(fc.nat(4), { minLength: 150, maxLength: 400 });
  await fc.assert(
    fc.asyncProperty(asked, async (turns) => {
      const { add } = sharedCounter();
      const environments = Array.from({ length: 5 }, () => allowances(add));
      let through = 0;
      for (const turn of turns) {
        const taken = await environments[turn]?.('K', 100, noon);
        if (taken && !taken.over) through += 1;
      }
      expect(through).toBeGreaterThanOrEqual(Math.min(turns.length, 90));
      expect(through).toBeLessThanOrEqual(100 + 5 * 2);
    }),
    { numRuns: 30 },
  );
});
