import { expect, test } from 'vitest';
import { memo, memoFor } from '../../../functions/runtime/memo.ts';

test('an answer is asked for once for each key, also by those who ask at the same moment', async () => {
  const asked: string[] = [];
  const read = memo(async (key) => {
    asked.push(key);
    return key.toUpperCase();
  });
  expect(await Promise.all(['a', 'a', 'b'].map(read))).toEqual(['A', 'A', 'B']);
  expect(asked).toEqual(['a', 'b']);
});

test('a failure is not kept', async () => {
  let fails = true;
  const read = memo(async (key) => {
    if (fails) throw new Error('away');
    return key;
  });
  await expect(read('a')).rejects.toThrow('away');
  fails = false;
  expect(await read('a')).toBe('a');
});

test('an answer that is old is asked for anew, and stands while none can be had', async () => {
  let now = 0;
  let asked = 0;
  let fails = false;
  let failures = 0;
  const read = memoFor(
    600_000,
    async () => {
      asked += 1;
      if (fails) throw new Error('away');
      return asked;
    },
    () => {
      failures += 1;
    },
    () => now,
  );
  expect(await Promise.all([read('a'), read('a')])).toEqual([1, 1]);
  now = 600_000;
  expect([await read('a'), asked]).toEqual([1, 1]);
  now = 600_001;
  // Who comes while it is asked has what is known.
  expect(await Promise.all([read('a'), read('a')])).toEqual([2, 1]);
  fails = true;
  now = 1_300_000;
  expect([await read('a'), await read('a'), asked, failures]).toEqual([2, 2, 3, 1]);
  fails = false;
  now += 30_001;
  expect([await read('a'), asked]).toEqual([4, 4]);
});
