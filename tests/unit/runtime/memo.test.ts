import { expect, test } from 'vitest';
import { memo } from '../../../functions/runtime/memo.ts';

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
