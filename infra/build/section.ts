const marks = (name: string) => [`<!-- ${name}: npm run docs -->\n`, `<!-- end of ${name} -->`] as const;

/** A document with something generated put between the marks of that name; one without those marks is left as it is. */
export const withSection = (document: string, name: string, content: string): string => {
  const [begin, end] = marks(name);
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)];
  return start < 0 || stop < start
    ? document
    : `${document.slice(0, start + begin.length)}${content}${document.slice(stop)}`;
};

/** Rows of cells as a Markdown table, its first row the head. */
export const table = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');
