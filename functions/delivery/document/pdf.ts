import { brotliDecompressSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import type { Letter } from '../../../mappings/gp/document/letter.ts';
import { printable } from '../../../mappings/gp/document/printable.ts';
import { dejaVuSans } from './dejavu.generated.js';

declare global {
  namespace PDFKit {
    interface PDFDocument {
      /** Of the font that is set: fontkit's, which knows its letters. pdfkit has no other way to ask. */
      readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
    }
  }
}

/** Points: A4 with the margins of a letter; no text smaller than 11 (NHS identity guidelines: 12 for letters). */
const margin = 64;
const size = { text: 12, small: 11, title: 16 } as const;
const gap = 14;

/**
 * A letter as a PDF: text that can be searched, copied and read aloud (title, language, tagged headings and paragraphs), in
 * an embedded font, because names have letters outside WinAnsi. The same letter gives the same bytes.
 *
 * Import it only when a letter is made, with `import()`: with its font it is larger than the function that sends.
 */
export const pdfOf = (letter: Letter): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const made = new Date(letter.at);
    const info = { Title: letter.title, Author: letter.from, CreationDate: made, ModDate: made };
    const pdf = new PDFDocument({
      ...{ size: 'A4', margin, lang: letter.language, displayTitle: true, tagged: true, pdfVersion: '1.7', info },
      // Otherwise it looks for a font file of its own, which no bundle holds.
      font: '',
    });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    pdf.font(brotliDecompressSync(Buffer.from(dejaVuSans, 'base64')));
    write(pdf, printable(letter, canPrint(pdf)));
    pdf.end();
  });

/** The font has letters of these, but pdfkit writes a line from left to right, and then they are not joined either. */
const fromRightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}]/u;

const canPrint =
  ({ _font: { font } }: PDFKit.PDFDocument) =>
  (word: string): boolean =>
    !fromRightToLeft.test(word) && [...word].every((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0));

/** pdfkit looks for the end of a line letter by letter: a word of 20,000 letters took it a minute and a half. */
const inWords = (text: string): string => text.replace(/\S{100}(?=\S)/gu, '$&\n');

const write = (pdf: PDFKit.PDFDocument, letter: Letter): void => {
  const page = pdf.struct('Document');
  pdf.addStructure(page);
  const put = (tag: 'H1' | 'H2' | 'P', text: string, points: number): void => {
    page.add(pdf.struct(tag, {}, () => pdf.fontSize(points).text(inWords(text))));
  };
  const space = (): void => {
    page.add(pdf.struct('Artifact', {}, () => pdf.moveDown(gap / size.text)));
  };
  put('P', letter.from, size.text);
  put('P', letter.date, size.text);
  space();
  put('P', letter.to.join('\n'), size.text);
  space();
  put('H1', letter.title, size.title);
  space();
  for (const line of letter.says) put('P', line, size.text);
  space();
  for (const { label, value } of letter.facts) put('P', `${label}: ${value}`, size.text);
  space();
  put('P', letter.ring, size.text);
  if (letter.online) put('P', letter.online, size.text);
  if (letter.changes.length > 0) {
    space();
    put('H2', 'How the person said that they are', size.text);
    for (const { label, value } of letter.changes) put('P', `${label}: ${value}`, size.text);
  }
  if (letter.coded.length === 0) return;
  space();
  put('H2', 'Coded entries for the record', size.text);
  for (const { label, value, system, code } of letter.coded)
    put('P', `${label}: ${value} (${code}, ${system})`, size.small);
};
