import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** A reader of nine to eleven years (issue 8): a grade of the American school begins five years after birth. */
export const oldest = 11;

/** Years. A line of a list has no full stop, and is a sentence all the same. */
export const ageOf = (text: string): number => {
  const sentences = text.split(/[.!?:]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length;
  const words = text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  return fleschKincaid({ sentence: sentences, word: words.length, syllable: syllable(words.join(' ')) }) + 5;
};
