/** Figures as a Markdown table: names to the left, numbers to the right. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, n) => (n === 0 ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** What was measured stands between two marks of the README; `npm run docs` measures nothing and leaves it alone. */
const placeIn = (readme: string, name: string): readonly [from: number, to: number] => {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The README has no place for ${name}`);
  return [from + begin.length, to];
};

/** What stands between the marks of that name. */
export const sectionOf = (readme: string, name: string): string => readme.slice(...placeIn(readme, name)).trim();

export const withSection = (readme: string, name: string, content: string): string => {
  const [from, to] = placeIn(readme, name);
  return `${readme.slice(0, from)}\n${content}\n${readme.slice(to)}`;
};
