const latin = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const byPercent = (text: string): string => text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => latin(hex));
const byEscapes = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => latin(hex)).replaceAll(/\\(.)/g, '$1');
const byEntities = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => latin(hex))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
const unfolded = (text: string): string => text.replace(/=?\r?\n[ \t]?/g, '');
const byEquals = (text: string): string => text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => latin(hex));

interface Covering {
  readonly is: RegExp;
  readonly off: (text: string) => string;
}

/** What may lie over words in a text, and the text without it. */
export const coverings: readonly Covering[] = [
  // Of half a URL, too.
  { is: /%[0-9a-f]{2}/i, off: (text) => Buffer.from(byPercent(text), 'latin1').toString('utf8') },
  // JSON within JSON, to whatever depth.
  { is: /\\./, off: byEscapes },
  // UTF-16 in either order, read as bytes.
  { is: /\0/, off: (text) => text.replaceAll('\0', '') },
  // HTML and XML.
  { is: /&#?\w+;/, off: byEntities },
  // Lines that a mail folded: in base64, in quoted-printable, in a header. Looked for from the end of a line, of which there are few.
  { is: /\n(?:[ \t]|(?<=(?:=|[A-Za-z0-9+/]{60})\r?\n))/, off: unfolded },
  { is: /=[0-9A-F]{2}/, off: byEquals },
];
