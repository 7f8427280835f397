/** A word list as one pattern: whole words, of which `*` takes any ending. Nothing in it can backtrack. */
const patternOf = (words: readonly string[]): RegExp | undefined =>
  words.length === 0 ? undefined : new RegExp(`(?:^|[^a-zà-ÿ])(?:${words.map(wordOf).join('|')})(?:$|[^a-zà-ÿ])`, 'i');

const wordOf = (word: string): string =>
  word
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/'/g, "['’]")
    .replace(/\*$/, '[a-zà-ÿ]*');

/** Codes of a table whose words stand in a text. */
export const codesIn = <Code extends string>(
  table: Readonly<Record<Code, { readonly words: readonly string[] }>>,
): ((text: string) => Code[]) => {
  const patterns = Object.entries<{ readonly words: readonly string[] }>(table).map(
    ([code, { words }]) => [code as Code, patternOf(words)] as const,
  );
  return (text) => patterns.flatMap(([code, pattern]) => (pattern?.test(text) ? [code] : []));
};
