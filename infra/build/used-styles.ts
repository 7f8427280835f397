/** What stands in braces, with what stands before them: `a,b{…}` or `@media print{…}`; or a statement without any. */
interface Block {
  readonly head: string;
  readonly body?: string;
}

const blocksOf = (css: string): Block[] => {
  const blocks: Block[] = [];
  let from = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === ';') {
      blocks.push({ head: css.slice(from, at) });
      from = at + 1;
    }
    if (css[at] !== '{') continue;
    const end = closingOf(css, at);
    blocks.push({ head: css.slice(from, at), body: css.slice(at + 1, end) });
    at = end;
    from = end + 1;
  }
  return blocks;
};

/** Braces do not stand in the strings of nhsuk-frontend's styles. */
const closingOf = (css: string, open: number): number => {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('A block of styles does not end');
};

/** At commas that are not inside brackets: `a,b:is(c,d)` is two. */
const selectorsOf = (head: string): string[] => head.split(/,(?![^(]*\))/);

const classes = /\.(-?[_a-z][\w-]*)/gi;

/**
 * No page searches, and the cross in a field that does is a picture which pages may not fetch. No page has a caption or changes a
 * margin by a class; and a few pixels before a fieldset are not worth 2 kB of selectors that look ahead (`:has`).
 */
const neverMet = ['[type=search]', '[class*=nhsuk-u-', '+[class^=nhsuk-caption]', ':has('];
const isNeverMet = (selector: string): boolean => neverMet.some((part) => selector.includes(part));

/**
 * Minified styles without those that no page can show: of each rule the selectors all of whose classes are used.
 */
export const usedStyles = (css: string, used: ReadonlySet<string>): string =>
  blocksOf(css)
    .map(({ head, body }) => {
      if (body === undefined) return `${head};`;
      if (head.startsWith('@media') || head.startsWith('@supports')) {
        const inner = usedStyles(body, used);
        return inner === '' ? '' : `${head}{${inner}}`;
      }
      if (head.startsWith('@')) return `${head}{${body}}`;
      const kept = selectorsOf(head).filter(
        (one) => !isNeverMet(one) && [...one.matchAll(classes)].every(([, name = '']) => used.has(name)),
      );
      return kept.length === 0 ? '' : `${kept.join()}{${body}}`;
    })
    .join('');
