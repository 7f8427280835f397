import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { textOf } from '../../unit/delivery/pdf-text.ts';

/** How many coverings may lie over one another: an e-mail with a PDF in base64 within JSON has five. */
const mostLayers = 8;
/** Shorter runs hide no marker. */
const shortest = 16;
const most = 2 ** 24;

const attempt = <T>(work: () => T): T[] => {
  try {
    return [work()];
  } catch {
    return [];
  }
};

const unfolded = (text: string): string => text.replace(/=?\r?\n[ \t]?/g, '');
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One covering taken off a text: each gives other texts, or none where it is not there. */
const inText: readonly ((text: string) => string[])[] = [
  // Percent-encoding, of half a URL too.
  (text) => (/%[0-9a-f]{2}/i.test(text) ? [Buffer.from(byPercent(text), 'latin1').toString('utf8')] : []),
  // JSON within JSON, to whatever depth.
  (text) => (text.includes('\\') ? [byEscapes(text)] : []),
  // UTF-16 in either order, read as bytes.
  (text) => (text.includes('\0') ? [text.replaceAll('\0', '')] : []),
  // HTML and XML.
  (text) => (/&#?\w+;/.test(text) ? [byEntities(text)] : []),
  // Lines that a mail folded, and quoted-printable.
  (text) => (/\n/.test(text) && /[A-Za-z0-9+/=]{16}\r?\n/.test(text) ? [unfolded(text)] : []),
  (text) => (/=[0-9A-F]{2}/.test(text) ? [text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => latin(hex))] : []),
];
const latin = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
const byPercent = (text: string): string => text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => latin(hex));
const byEscapes = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => latin(hex)).replaceAll(/\\(.)/g, '$1');
const byEntities = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => latin(hex))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);

const startsWith = (bytes: Buffer, ...magic: readonly number[]): boolean => magic.every((one, n) => bytes[n] === one);

/** What lies in bytes: whatever can be inflated, and the streams and the text of a PDF. */
const inBytes = (bytes: Buffer): Buffer[] => {
  const limit = { maxOutputLength: most };
  if (startsWith(bytes, 0x1f, 0x8b)) return attempt(() => gunzipSync(bytes, limit));
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return inPdf(bytes);
  if (isText(bytes)) return [];
  // Neither raw deflate nor brotli says of itself what it is.
  return [inflateSync, inflateRawSync, brotliDecompressSync].flatMap((open) => attempt(() => open(bytes, limit)));
};

const isText = (bytes: Buffer): boolean =>
  bytes.subarray(0, 64).every((byte) => byte === 9 || byte === 10 || byte === 13 || byte >= 32);

const inPdf = (bytes: Buffer): Buffer[] => [
  ...attempt(() => Buffer.from(textOf(bytes))),
  ...[...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) =>
    attempt(() => inflateSync(Buffer.from(body, 'latin1'), { maxOutputLength: most })),
  ),
];

/** Runs of letters in which nothing can lie, ids most of them, come again thousands of times: they are opened once. */
const barren = new Set<string>();
const base64 = new RegExp(`[A-Za-z0-9+/_-]{${shortest},}`, 'g');
const hex = /(?:[0-9a-f]{2}){20,}/gi;

/** Told of each text that is found in some content, as it is and with every covering taken off. */
export const eachText = (content: string | Buffer, told: (text: string) => void): void => {
  const known = new Set<string>();
  let looked = 0;
  const open = (run: string, as: 'base64' | 'hex', layer: number): void => {
    if (barren.has(run)) return;
    const before = looked;
    lookInto(Buffer.from(run, as), layer);
    if (looked === before) barren.add(run);
  };
  const look = (text: string, layer: number): void => {
    looked += 1;
    if (text.length < shortest || known.has(text)) return;
    known.add(text);
    told(text);
    if (layer === mostLayers) return;
    for (const take of inText) for (const inner of take(text)) look(inner, layer + 1);
    for (const [run] of text.matchAll(base64)) open(run, 'base64', layer + 1);
    for (const [run] of text.matchAll(hex)) open(run, 'hex', layer + 1);
  };
  const lookInto = (bytes: Buffer, layer: number): void => {
    for (const inner of layer > mostLayers ? [] : inBytes(bytes)) lookInto(inner, layer + 1);
    // What cannot be a word of anybody is not looked at again and again.
    const text = bytes.toString('latin1');
    if (layer === 0 || isText(bytes) || text.includes('\0')) look(text, layer);
  };
  lookInto(Buffer.from(content), 0);
};
