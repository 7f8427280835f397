import { statements } from '../../../contracts/request-item.ts';

/** Names, addresses of machines and codes are no free text; what stands under them is not read for words. */
const notText = new Set([
  'resourceType',
  'id',
  'reference',
  'system',
  'url',
  'data',
  'profile',
  'fullUrl',
  'identifier',
]);

/** Every text in a tree of FHIR that a person may have written. */
export const textsIn = (root: unknown): string[] => {
  const texts: string[] = [];
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') texts.push(next);
    else for (const value of written(next)) waiting.push(value);
  }
  return texts;
};

const written = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null && !saysNone(value)
    ? Object.entries(value).flatMap(([key, inner]) =>
        notText.has(key) || isCode(key, inner) || inner === undefined ? [] : [inner],
      )
    : [];

/** "No known safeguarding concerns" as code, display and text is the statement that there are none, not a word of danger. */
const saysNone = (value: object): boolean =>
  'coding' in value &&
  Array.isArray(value.coding) &&
  value.coding.some((c: unknown) =>
    Object.values(statements).some((s) => isProperty(c, 'system', s.system) && isProperty(c, 'code', s.code)),
  );

const isProperty = (of: unknown, name: string, value: string): boolean =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name) && Reflect.get(of, name) === value;

/** `no-known-safeguarding-concerns` says the opposite of the word in it; what a code means is for who knows the code. */
const isCode = (key: string, value: unknown): boolean => key === 'code' && typeof value === 'string';

/**
 * Text as words with one space around each, so that a phrase is found by looking for it: case, hyphens, invisible
 * characters and kinds of apostrophe make no difference.
 */
export const asWords = (text: string): string => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Mn}'’‘ʼ`´]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return ` ${plain} `;
};

/** A text that may be markup, read both ways: `<b>end</b> my life`, and `<end my life>` by somebody who types so. */
export const bothReadings = (text: string): string[] =>
  text.includes('<') || text.includes('&')
    ? [text, text.replace(/<[^<>]*>|&nbsp;|&#160;|&#xa0;/gi, ' ')].map(asWords)
    : [asWords(text)];
