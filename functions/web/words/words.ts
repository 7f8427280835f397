import { en } from './en.ts';
import type { Said } from './said.ts';

export type Words = Said<typeof en>;

/** A language that lacks a word does not compile. */
const languages: Readonly<Record<'en', Words>> = { en };

/** What pages are written in. */
export const words: Words = languages.en;
