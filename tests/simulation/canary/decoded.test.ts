import { createRequire } from 'node:module';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { expect, test } from 'vitest';
import { newMarks } from './marks.ts';
import { witnessOf } from './witness.ts';

const marks = newMarks();
const mark = marks.put({ n: 0, by: 'L99901', where: 'a note' });
marks.number('943 476 5919', { n: 0, by: 'L99901', where: 'NHS number' });
const words = `She said ${mark} on Tuesday, and that is all that there is to say of it.`;
const base64 = (content: string | Buffer): string => Buffer.from(content).toString('base64');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const escaped = (text: string): string =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** A leak under each covering that something could be sent in. */
const leaks: Readonly<Record<string, string | Buffer>> = {
  plain: words,
  'in capitals': words.toUpperCase(),
  'JSON in JSON in JSON': JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: words }) }) }),
  'JSON escapes': `{"a":"${escaped(words)}"}`,
  'percent-encoding': encodeURIComponent(words).replaceAll(/[a-z]/g, (l) => `%${l.charCodeAt(0).toString(16)}`),
  'HTML entities': [...words].map((letter) => `&#${letter.charCodeAt(0)};`).join(''),
  base64: `Bearer ${base64(words)}`,
  base64url: Buffer.from(words).toString('base64url'),
  'base64 in lines, as a mail has it': base64(words.repeat(5)).replaceAll(/.{76}/g, '$&\r\n'),
  'base64 in base64': base64(base64(words)),
  hex: Buffer.from(words).toString('hex'),
  gzip: gzipSync(words),
  'gzip in base64 in JSON': JSON.stringify({ data: base64(gzipSync(words)) }),
  deflate: deflateSync(words),
  'raw deflate': deflateRawSync(words),
  brotli: brotliCompressSync(words),
  'brotli in base64': base64(brotliCompressSync(words)),
  'UTF-16, little end first': Buffer.from(words, 'utf16le'),
  'UTF-16, big end first': utf16be(words),
  'quoted-printable, with soft breaks': words.replaceAll(/.{9}/g, '$&=\r\n'),
  'a header that is folded': `Subject: ${words}`.replaceAll(/(qxj.{4})/g, '$1\r\n '),
  'an encoded word of a header': `=?utf-8?B?${base64(words)}?=`,
  'beside something in plain letters': `a/${base64(words)}`,
  'quoted-printable': [...words].map((letter) => `=${letter.charCodeAt(0).toString(16).toUpperCase()}`).join(''),
};

test.each(Object.entries(leaks))('a leak is found: %s', (_, content) => {
  const witness = witnessOf(marks);
  witness.saw('log', 'hub', content);
  expect(witness.sightings().map(({ found }) => found)).toEqual([mark]);
});

/** A PDF as the hub makes them: letters as numbers of an embedded font, in streams that are compressed. */
const pdfOf = (text: string): Promise<Buffer> =>
  new Promise((resolve) => {
    const pdf = new PDFDocument({ font: '' });
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.font(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')).text(text);
    pdf.end();
  });

test('a leak is found in a PDF, by itself and as MESH and e-mail carry it', async () => {
  const pdf = await pdfOf(words);
  for (const content of [pdf, JSON.stringify({ data: base64(pdf) }), base64(pdf).replaceAll(/.{76}/g, '$&\r\n')]) {
    const witness = witnessOf(marks);
    witness.saw('document', 'L99906', content);
    expect(witness.sightings().map(({ found }) => found)).toEqual([mark]);
  }
});

test('what lay beside its own plain text is found again where it lies alone', () => {
  const covered = base64(`${words} The second.`);
  const [first, second] = [witnessOf(marks), witnessOf(marks)];
  first.saw('answer', 'CWS01', `${words} The second. ${covered}`);
  second.saw('log', 'hub', covered);
  expect([first.sightings().length, second.sightings().length]).toEqual([1, 1]);
});

test('a number of somebody is found however it is grouped; other digits are nobody’s', () => {
  const witness = witnessOf(marks);
  witness.saw('log', 'hub', 'id 9434765919, then 943-476-5919; version 9434765910, 2026-11-21T09:00:00.000Z');
  expect(witness.sightings().map(({ found }) => found)).toEqual(['9434765919']);
});

test('what holds nothing of anybody is clean', () => {
  const witness = witnessOf(marks);
  witness.saw('event', 'bus', JSON.stringify({ id: '0123456789abcdefghjkmnpqrs.t1', at: '2026-11-21T09:00:00.000Z' }));
  expect(witness.sightings()).toEqual([]);
});
