import { expect, test } from 'vitest';
import { isApiDetails, mostItems, readPage } from '../../../../mappings/directory/page.ts';

test('pages of version 3, of version 1 and bare lists are read; anything else is none', () => {
  expect(readPage({ contents: [1], total_pages: 3, last_page: false })).toEqual({
    items: [1],
    pages: 3,
    isLast: false,
  });
  expect(readPage({ content: [1], totalPages: 2, totalElements: 2, last: true })).toMatchObject({
    pages: 2,
    total: 2,
    isLast: true,
  });
  expect(readPage([1, 2])).toEqual({ items: [1, 2], isLast: true });
  expect(readPage(Array(5_000).fill(0))).toMatchObject({ items: { length: 5_000 }, isLast: true });
  expect(readPage({ contents: Array(mostItems).fill(0) })?.isCut).toBeUndefined();
  expect(readPage({ contents: Array(mostItems + 1).fill(0) })).toMatchObject({
    items: { length: mostItems },
    isCut: true,
  });
  expect([readPage({}), readPage('x'), readPage(null), readPage({ contents: {} })]).toEqual(Array(4).fill(undefined));
  expect(
    isApiDetails({ version: 'HSDS-UK-3.0', profile: 'https://x.example', openapi_url: 'https://x.example/o.json' }),
  ).toBe(true);
  expect([isApiDetails({ version: '3' }), isApiDetails([])]).toEqual([false, false]);
});
