import { expect, test } from 'vitest';
import { documents, standing } from '../../infra/build/documents.ts';

test.each(documents)('$path is as `npm run docs` would write it', (document) => {
  const text = standing(document);
  expect(document.make(text)).toBe(text);
});
