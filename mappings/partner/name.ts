import type { HumanName, Patient } from 'fhir/r4.js';

/** The name that a person wants to be called: names in use, the most personal kind first. */
const kinds = ['nickname', 'usual', 'official', undefined, 'anonymous', 'temp'] as const;

const inUse = (names: readonly HumanName[], now: string): HumanName[] =>
  kinds.flatMap((kind) =>
    names.filter((n) => n.use === kind && (n.period?.end ?? now) >= now.slice(0, n.period?.end?.length)),
  );

/**
 * A given name, never a family name. A text that is one word is a name to be called by where it was sent as such;
 * of a longer text nobody can tell which word is which in every language, so it says nothing here.
 */
export const calledName = (patient: Patient, now: string): string | undefined =>
  inUse(patient.name ?? [], now)
    .map((name) => name.given?.find((g) => g?.trim())?.trim() ?? calledText(name))
    .find((called) => called !== undefined && isToBeCalled(called, patient));

/** Words of letters, or of small pictures, with what stands between and after them in a name: nothing to ring, to find or to tell. */
const inWord = String.raw`(?:\p{L}|\p{M}|\p{Extended_Pictographic}|\u200c|\u200d|\ufe0f)`;
const word = String.raw`\p{L}${inWord}*\.?`;
const nameLike = new RegExp(`^(?=.{1,40}$)${word}(?:[ '’ʼ‘·‐-]{1,2}${word})*['’]?$`, 'u');
const mostWords = 3;

const wordsIn = (text: string): string[] => text.normalize('NFC').toLowerCase().split(/\s+/);

/** Sent as a given name, and no more than one: of several words none may be of a family name, and there must be one to tell by. */
const isToBeCalled = (called: string, { name = [] }: Patient): boolean => {
  const words = wordsIn(called);
  if (!nameLike.test(called.normalize('NFC')) || words.length > mostWords) return false;
  const families = name.flatMap(({ family }) => (family?.trim() ? wordsIn(family.trim()) : []));
  return words.length === 1 || (families.length > 0 && !words.some((word) => families.includes(word)));
};

const calledText = (name: HumanName): string | undefined => {
  const called = name.use === 'nickname' || name.use === 'usual';
  const text = name.text?.trim() ?? '';
  return called && name.family === undefined && /^\S+$/.test(text) ? text : undefined;
};

/** First letter of the family name with its marks, skipping `'t` and the like; a name of one letter has no initial. */
export const familyInitial = (patient: Patient, now: string): string | undefined => {
  const family = inUse(patient.name ?? [], now)
    .map((name) => name.family?.trim())
    .find((f) => f !== undefined && f !== '');
  const letters = family?.normalize('NFC').match(/[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]\p{M}*/gu) ?? [];
  return letters.length > 1 && letters[0] ? capital(letters[0]) : undefined;
};

/** Some letters have no single capital: `ß` becomes two. */
const capital = (letter: string): string => {
  const upper = letter.toUpperCase();
  return [...upper].length === [...letter].length ? upper : letter;
};
