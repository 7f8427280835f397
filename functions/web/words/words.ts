import { en } from './en.ts';

/** The same words in any language; those with something in them are functions of it. */
type Said<T> = {
  readonly [Word in keyof T]: T[Word] extends string
    ? string
    : T[Word] extends (...parts: infer Parts) => string
      ? (...parts: Parts) => string
      : Said<T[Word]>;
};

export type Words = Said<typeof en>;

/** A language that lacks a word does not compile. */
const languages: Readonly<Record<'en', Words>> = { en };

/** What pages are written in. */
export const words: Words = languages.en;
