import type { Letter } from './letter.ts';

/** Stands where a font would print boxes, or letters in the wrong order. */
const notPrinted = '[in letters that this page cannot print]';

/** With a document by MESH an entry comes that software reads; with a PDF alone nothing comes but the page. */
const whereItStands =
  'What this page cannot print stands whole in the entry for your software, where one came with it; if none did, please ask.';

/** Unicode's own sign for a letter that is lost: nobody is called so. */
const gap = '\uFFFD';

/** A letter as a page can print it: says in words where a word has letters that it cannot. Pure. */
export const printable = (letter: Letter, canPrint: (word: string) => boolean): Letter => {
  const inWords = (text: string): string =>
    text.replaceAll(/\S+/g, (word) => (canPrint(word) ? word : gap)).replaceAll(/\uFFFD(\s*\uFFFD)*/g, notPrinted);
  const values = <T extends { readonly value: string }>(facts: readonly T[]): T[] =>
    facts.map((fact) => ({ ...fact, value: inWords(fact.value) }));
  const { title, from, to, says, facts, changes, coded } = letter;
  const page = {
    ...letter,
    ...{ title: inWords(title), from: inWords(from), to: to.map(inWords), says: says.map(inWords) },
    ...{ facts: values(facts), changes: values(changes), coded: values(coded), ring: inWords(letter.ring) },
  };
  return JSON.stringify(page).includes(notPrinted) ? { ...page, ring: `${whereItStands} ${page.ring}` } : page;
};
