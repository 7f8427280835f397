import { plainText } from './plain-text.ts';
import { present, type Read } from './read.ts';

const inWords = (read: (text: string) => string | undefined): Read<string> =>
  present((value, at, notes) => {
    if (typeof value !== 'string') {
      notes(at, 'wrong-type');
      return undefined;
    }
    const text = read(value);
    if (text === undefined) notes(at, 'unusable');
    return text === '' ? undefined : text;
  });

/** Paragraphs, as plain text. */
export const text = (most: number): Read<string> => inWords((value) => plainText(value, most));

/** One line of plain text. */
export const line = (most: number): Read<string> =>
  inWords((value) => plainText(value, most).replace(/\s+/g, ' ').trim());

/** An id is opaque: half of those of live feeds are no UUIDs (standards.md 8.2). Numbers are taken as their digits. */
export const id: Read<string> = present((value, at, notes) => {
  const typed = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  const given = typeof typed === 'string' ? typed.trim() : '';
  if (/^[\x21-\x7e]{1,64}$/.test(given)) return given;
  notes(at, typeof typed === 'string' ? 'unusable' : 'wrong-type');
  return undefined;
});

const number =
  (least: number, most: number, isWhole: boolean): Read<number> =>
  (value, at, notes) => {
    const given = typeof value === 'string' && /^\s*-?\d{1,9}(\.\d{1,15})?\s*$/.test(value) ? Number(value) : value;
    if (typeof given !== 'number' || Number.isNaN(given)) {
      notes(at, 'wrong-type');
      return undefined;
    }
    if (given >= least && given <= most && (!isWhole || Number.isInteger(given))) return given === 0 ? 0 : given;
    notes(at, 'out-of-range');
    return undefined;
  };
export const whole = (least: number, most: number): Read<number> => present(number(least, most, true));
export const decimal = (least: number, most: number): Read<number> => present(number(least, most, false));

const completed = (given: string): string =>
  /^[a-z][a-z0-9+.-]*:/i.test(given) && !/^[^/:]+:\d+(\/|$)/.test(given) ? given : `https://${given}`;

/** A web address; without a scheme, as one in twelve is, `https` is meant. Never `javascript:`, never with a password in it. */
export const url: Read<string> = inWords((value) => {
  const given = plainText(value, 1_000).trim();
  const whole = completed(given);
  if (/\s/.test(given) || whole.length > 900 || !URL.canParse(whole)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(whole);
  const isHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(hostname) && hostname.length <= 253;
  return /^https?:$/.test(protocol) && isHost && username === '' && password === '' ? href : undefined;
});

const address = /^[^\s@<>",;:()\\]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/i;
export const email: Read<string> = inWords((value) => {
  const given = plainText(value, 300)
    .replace(/^mailto:/i, '')
    .trim();
  return address.test(given) ? given : undefined;
});

export const phone: Read<string> = inWords((value) => {
  const given = plainText(value, 60).replace(/\s+/g, ' ');
  return /\d{3}/.test(given.replace(/[\s()-]/g, '')) ? given : undefined;
});

/** A day; of an instant its day. 31 April is none. */
export const day: Read<string> = inWords((value) => {
  const [given] = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(value.trim()) ?? [];
  const at = given === undefined ? Number.NaN : Date.parse(`${given}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === given ? given : undefined;
});

/** An instant, in UTC. */
export const instant: Read<string> = inWords((value) => {
  const at = /^\d{4}-\d{2}-\d{2}/.test(value.trim()) && value.length < 40 ? Date.parse(value.trim()) : Number.NaN;
  return Number.isNaN(at) || at < 0 ? undefined : new Date(at).toISOString();
});

export const oneOf = <T extends string>(known: readonly T[]): Read<T> =>
  present((value, at, notes) => {
    const given = typeof value === 'string' ? value.trim().toLowerCase() : '';
    const found = known.find((one) => one.toLowerCase() === given);
    if (found === undefined) notes(at, typeof value === 'string' ? 'unusable' : 'wrong-type');
    return found;
  });
