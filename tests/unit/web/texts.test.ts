import { describe, expect, test } from 'vitest';
import { html } from '../../../functions/web/html.ts';
import { documentOf } from '../../../functions/web/page.ts';
import { everyText, type Texts, textsFor, textsIn } from '../../../functions/web/words/texts.ts';
import { words } from '../../../functions/web/words/words.ts';
import { ageOf, oldest } from '../contracts/reading-age.ts';

/** Every text of a language, with something put in where it takes something; a way to it, and what it says. */
const saidIn = (texts: object, above = ''): (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([name, said]): (readonly [string, string])[] => {
    const at = `${above}${name}`;
    if (typeof said === 'string') return [[at, said]];
    return typeof said === 'function' ? [[at, String(said('10', '12'))]] : saidIn(said, `${at}.`);
  });

describe('a language', () => {
  test('is found by its code, in whatever country; one that nobody has written is not English instead', () => {
    expect(textsIn('cy')?.language).toBe('cy-GB');
    expect(textsIn('EN-us')?.language).toBe('en-GB');
    for (const missing of ['pl', 'bfi', 'constructor', '', 'und']) expect(textsIn(missing)).toBeUndefined();
  });

  test('is the first that the person reads and somebody has written; of somebody of whom nothing is said it is English', () => {
    const reads = (...codes: readonly string[]) =>
      textsFor({
        resourceType: 'Patient',
        communication: codes.map((code) => ({ language: { coding: [{ code }] }, preferred: true })),
      })?.language;
    expect([reads(), reads('cy-GB'), reads('pl', 'cy'), reads('pl')]).toEqual(['en-GB', 'cy-GB', 'cy-GB', undefined]);
    const inWords = { resourceType: 'Patient', communication: [{ language: { text: 'Cymraeg' } }] } as const;
    expect(textsFor({ ...inWords, communication: [{ language: { text: 'Cymraeg' } }] })?.language).toBe('cy-GB');
  });

  test.each(everyText.map((texts) => [texts.language, texts] as const))('%s leaves no text empty', (_, texts) => {
    expect(saidIn(texts).filter(([, said]) => said.trim() === '')).toEqual([]);
  });

  test('has of its own whatever is not a name or a number: nothing was left in English', () => {
    const [english, ...others] = everyText;
    const first = new Map(english && saidIn(english));
    for (const other of others) {
      const same = saidIn(other).filter(([at, said]) => first.get(at) === said && /\p{L}{3}/u.test(said));
      expect(same.map(([at]) => at)).toEqual(['direction']);
    }
  });

  test('that runs from right to left turns the page round', () => {
    const page = { title: 'x', publicUrl: 'https://h', main: html`<p></p>` };
    const arabic: Pick<Texts, 'language' | 'direction' | 'skip' | 'footer'> = {
      ...{ language: 'ar', direction: 'rtl', skip: 'x', footer: 'y' },
    };
    expect(documentOf({ ...page, texts: arabic })).toContain('<html lang="ar" dir="rtl">');
    expect(documentOf(page)).toContain(`<html lang="${words.language}">`);
  });
});

describe('what a person reads of themself, in English', () => {
  const all = saidIn(textsIn('en')?.own ?? {});
  const sentences = all.map(([, said]) => said).filter((said) => said.split(' ').length >= 6);

  // Of a few words the ruler says nothing: one long one among three is a grade of its own.
  test.each([
    ['the person on their page', textsIn('en')?.own],
    ['a group on its pages', textsIn('en')?.group],
  ])('each text for %s is for a reader of eleven at most', (_, texts) => {
    const long = saidIn(texts ?? {}).filter(([, said]) => said.split(' ').length >= 6);
    expect(long.length).toBeGreaterThan(20);
    expect(long.filter(([, said]) => ageOf(said) > oldest)).toEqual([]);
  });

  test('says nothing of an illness, a referral or a fault of theirs', () => {
    expect(
      sentences.filter((said) => /referr|no-show|\bDNA\b|engage|lonel|mental|anxi|must\b(?! not ring)/i.test(said)),
    ).toEqual([]);
  });
});
