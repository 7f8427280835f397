import { inflateSync } from 'node:zlib';

const streams = (pdf: Buffer): string[] => {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, body = '']) => {
    const bytes = Buffer.from(body, 'latin1');
    try {
      return inflateSync(bytes).toString('latin1');
    } catch {
      return body;
    }
  });
};

const unicode = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');

/** Glyph to text, as a reader that copies or reads aloud finds it: the ToUnicode map of the embedded font. */
const glyphsOf = (all: readonly string[]): Map<string, string> => {
  const map = all.find((stream) => stream.includes('begincmap')) ?? '';
  const ranges = [...map.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)];
  return new Map(
    ranges.flatMap(([, from = '', , values = '']) =>
      [...values.matchAll(/<([0-9a-f ]+)>/gi)].map(([, value = ''], n): [string, string] => [
        (Number.parseInt(from, 16) + n).toString(16).padStart(4, '0'),
        unicode(value.replaceAll(' ', '')),
      ]),
    ),
  );
};

/** The text of a PDF, line by line, by its own map of glyphs: what is not in the map cannot be read. */
export const textOf = (pdf: Buffer): string => {
  const all = streams(pdf);
  const glyphs = glyphsOf(all);
  const pages = all.filter((stream) => /\bTJ\b/.test(stream));
  const lines = pages.flatMap((page) => [...page.matchAll(/\[([^\]]*)\] TJ/g)].map(([, parts = '']) => parts));
  return lines
    .map((parts) =>
      [...parts.matchAll(/<([0-9a-f]*)>/gi)]
        .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
        .map((glyph) => glyphs.get(glyph.toLowerCase()) ?? '\uFFFD')
        .join(''),
    )
    .join('\n');
};
