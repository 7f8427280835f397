import type { Patient } from 'fhir/r4.js';
import { type PageLanguage, pageLanguages } from '../../../contracts/languages.ts';
import { languageAmong } from '../../domain/contact/languages-of.ts';
import { cy } from './cy.ts';
import { group } from './en/group.ts';
import { own } from './en/own.ts';
import type { Said } from './said.ts';

/** All that people and groups read, in English. Pages of staff are English alone: words.ts. */
const en = {
  /** BCP 47: what `lang` says, and how days and times are written. */
  language: 'en-GB',
  /** As its speakers call it: whoever reads another page finds it by this. */
  name: 'English',
  /** How it is written: `rtl` turns a page round. */
  direction: 'ltr',
  skip: 'Skip to main content',
  footer: 'You can ring us about this.',
  group,
  own,
} as const;

/** Another language is one file of this shape: a text that it lacks does not compile. */
export type Texts = Said<typeof en>;

const languages: Readonly<Record<PageLanguage, Texts>> = { en, cy };

/** By a language of BCP 47, whatever country it is spoken in; undefined: nobody has written it yet, and a person rings with an interpreter. */
export const textsIn = (language: string): Texts | undefined => {
  const [spoken] = language.toLowerCase().split('-');
  const found = pageLanguages.find((one) => one === spoken);
  return found && languages[found];
};

/** In the first of the person's languages that there is; where nobody said which they speak, it is English. Never instead of another. */
export const textsFor = (patient: Patient): Texts | undefined => {
  const language = languageAmong(patient, pageLanguages);
  return language && languages[language];
};

export const everyText: readonly Texts[] = Object.values(languages);

/** The same in the other languages. */
export const otherTexts = ({ language }: Texts): readonly Texts[] =>
  everyText.filter((texts) => texts.language !== language);

/** For who asked for no language: a page that says no, or is opened by an organiser. */
export const usualTexts: Texts = en;
