import { type HtmlToTextOptions, htmlToText } from 'html-to-text';

/** Longer HTML is cut before it is read: the longest that a council published was 145,000 characters (standards.md 8.2). */
const mostHtml = 200_000;

/** Nested deeper or broader than a page of a council ever is, it is cut off: a bomb costs no more than its own text. */
const options: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: mostHtml, maxDepth: 60, maxChildNodes: 5_000, maxBaseElements: 1, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', options: { uppercaseHeaderCells: false } },
  ],
};

const isMarkup = /<[a-z!/?]|&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);/i;
/** Control characters, what has no width, and what turns the direction of a line: nobody writes them on purpose in a description. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come in.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const tidied = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(unseen, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;

/** With more tags than this it is no description: a parser would take seconds to nest them, so that they are only cut out. */
const mostTags = 4_000;

const wordsOf = (html: string): string =>
  html.split('<', mostTags + 1).length > mostTags ? html.replace(/<[^<>]*>/g, ' ') : htmlToText(html, options);

const once = (text: string, most: number): string => cut(tidied(isMarkup.test(text) ? wordsOf(text) : text), most);

/** What was escaped twice is markup again when it was read once; after this many times nothing of a council is. */
const mostTimes = 4;

/**
 * The words of a text that may hold HTML, as plain text: read again until nothing changes, so that what is read from an export of
 * ours is what was exported. Empty where there are none.
 */
export const plainText = (text: string, most: number): string => {
  let words = text.slice(0, mostHtml);
  for (let times = 0; times < mostTimes; times += 1) {
    const next = once(words, most);
    if (next === words) return words;
    words = next;
  }
  return once(words.replace(/[<>&]/g, ' '), most);
};
