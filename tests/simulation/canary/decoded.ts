import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { textOf } from '../../unit/delivery/pdf-text.ts';
import { coverings } from './coverings.ts';

/** How many coverings may lie over one another: an e-mail with a PDF in base64 within JSON has five. */
const mostLayers = 8;
/** Shorter runs hide no marker. */
const shortest = 16;
const limit = { maxOutputLength: 2 ** 24 };

const attempt = <T>(work: () => T): T[] => {
  try {
    return [work()];
  } catch {
    return [];
  }
};

const isText = (bytes: Buffer): boolean => {
  const end = Math.min(bytes.length, 64);
  for (let n = 0; n < end; n += 1) {
    const byte = bytes[n] ?? 0;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) return false;
  }
  return true;
};

/** What lies in bytes: whatever can be inflated, and the streams and the text of a PDF. */
const inBytes = (bytes: Buffer): Buffer[] => {
  const [first = 0, second = 0] = bytes;
  if (first === 0x1f && second === 0x8b) return attempt(() => gunzipSync(bytes, limit));
  if (bytes.subarray(0, 4).toString('latin1') === '%PDF') return inPdf(bytes);
  // RFC 1950: the method in the low half, and both together a multiple of 31.
  if ((first & 15) === 8 && (first * 256 + second) % 31 === 0) return attempt(() => inflateSync(bytes, limit));
  if (isText(bytes)) return [];
  // Neither of these says of itself what it is.
  return [inflateRawSync, brotliDecompressSync].flatMap((open) => attempt(() => open(bytes, limit)));
};

const inPdf = (bytes: Buffer): Buffer[] => [
  ...attempt(() => Buffer.from(textOf(bytes))),
  ...[...bytes.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body = '']) =>
    attempt(() => inflateSync(Buffer.from(body, 'latin1'), limit)),
  ),
];

/** Ids of the hub and of its requests: in every message several times, and nobody's words. */
const isId = /^(?:[0-9a-z]{26}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const base64 = new RegExp(`[A-Za-z0-9+/_-]{${shortest},}`, 'g');
const hex = /(?:[0-9a-f]{2}){20,}/gi;

/** Reads one text without its coverings: whatever it finds there. */
type Read<T> = (text: string) => readonly T[];

/**
 * Whatever a reader finds in some content, as it is and with every covering taken off. Runs of letters come again thousands of
 * times: each is opened once.
 */
export const decodedBy = <T>(read: Read<T>, plain: RegExp): ((content: string | Buffer) => readonly T[]) => {
  const opened = { base64: new Map<string, readonly T[]>(), hex: new Map<string, readonly T[]>() };

  const open = (run: string, as: 'base64' | 'hex', layer: number): readonly T[] => {
    if (run.length < shortest || isId.test(run)) return [];
    const before = opened[as].get(run);
    if (before) return before;
    const found = into(Buffer.from(run, as), layer);
    opened[as].set(run, found);
    return found;
  };
  /** What was read in plain letters covers nothing, but may stand beside something that does; so may part of a path. */
  const runsOf = (text: string, form: RegExp): string[] =>
    [...text.matchAll(form)]
      .flatMap(([run]) => run.split(plain))
      .flatMap((run) => (run.includes('/') ? [run, ...run.split('/')] : [run]));

  const look = (text: string, layer: number, known: Set<string>): readonly T[] => {
    if (text.length < shortest || known.has(text)) return [];
    known.add(text);
    const found = [...read(text)];
    if (layer === mostLayers) return found;
    for (const { is, off } of coverings) if (is.test(text)) found.push(...look(off(text), layer + 1, known));
    for (const run of runsOf(text, base64)) found.push(...open(run, 'base64', layer + 1));
    for (const run of runsOf(text, hex)) found.push(...open(run, 'hex', layer + 1));
    return found;
  };
  const into = (bytes: Buffer, layer: number): readonly T[] => {
    const inner = layer > mostLayers ? [] : inBytes(bytes).flatMap((one) => into(one, layer + 1));
    // What cannot be a word of anybody is not looked at again and again.
    const text = bytes.toString('latin1');
    return layer === 0 || isText(bytes) || text.includes('\0') ? [...inner, ...look(text, layer, new Set())] : inner;
  };
  return (content) => into(Buffer.from(content), 0);
};
