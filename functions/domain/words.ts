/** Names, addresses of machines and codes are no free text; what stands under them is not read for words. */
const notText = new Set(['resourceType', 'id', 'reference', 'system', 'url', 'data', 'profile', 'fullUrl', 'identifier']);

/** Every text in a tree of FHIR that a person may have written. */
export const textsIn = (root: unknown): string[] => {
  const texts: string[] = [];
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') texts.push(next);
    else if (Array.isArray(next)) waiting.push(...next.filter((item) => item !== null));
    else if (typeof next === 'object' && next !== null) {
      for (const [key, value] of Object.entries(next)) if (!notText.has(key)) waiting.push(value);
    }
  }
  return texts;
};

/**
 * Text as words with one space around each, so that a phrase is found by looking for it: case, hyphens, tags, invisible
 * characters and kinds of apostrophe make no difference.
 */
export const asWords = (text: string): string => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cf}\p{Mn}'’‘ʼ`´]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return ` ${plain} `;
};
