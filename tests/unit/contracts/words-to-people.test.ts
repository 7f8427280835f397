import { expect, test } from 'vitest';
import { messageLanguages, pageLanguages } from '../../../contracts/languages.ts';
import { isPersonMessage, personMessages } from '../../../contracts/lifecycle/person-messages.ts';
import { en } from '../../../contracts/notify/person/en.ts';
import { personPlaceholders, personText, personTexts } from '../../../contracts/notify/person/templates.ts';
import { templates } from '../../../contracts/notify/templates.ts';
import { ageOf, oldest } from './reading-age.ts';

const sample: Readonly<Record<string, string>> = {
  ...{ when: 'Tuesday 24 November at 10:00', by: 'Friday 4 December', about: en.about.unnamed, worker: 'Ada' },
  ...{ telephone: '01632 960100', number: '4711' },
};
const filledIn = (text: string): string => text.replaceAll(/\(\((\w+)\)\)/g, (_, key: string) => sample[key] ?? '');

const texts = (['plain', 'easy-read'] as const).flatMap((format) =>
  Object.entries(en[format]).flatMap(([says, { subject, body, sms }]) => [
    [`${says}, ${format}`, [subject, ...body].join('. ').replaceAll('..', '.')],
    ...(sms ? [[`${says}, ${format}, as a text`, sms.join(' ')]] : []),
  ]),
);

test.each(texts)('%s is for a reader of eleven at most', (_, text = '') => {
  expect(ageOf(filledIn(text))).toBeLessThanOrEqual(oldest);
});

test.each(Object.entries(templates))('what a group or a companion is sent (%s) is for the same reader', (_, text) => {
  const values: Readonly<Record<string, string>> = {
    ...sample,
    name: 'Jo',
    group: 'the walks',
    count: '3',
    code: '1234',
  };
  const bodies = 'sms' in text ? [text.body, text.sms] : [text.body];
  for (const body of [text.subject, ...bodies])
    expect(
      ageOf(body.replaceAll(/\(\((\w+)\)\)/g, (_all, key: string) => values[key] ?? '')),
      body,
    ).toBeLessThanOrEqual(oldest);
});

test('the ruler measures: words of the trade are not for a reader of eleven', () => {
  expect(ageOf('Your onward referral to a community organisation was subsequently cancelled.')).toBeGreaterThan(oldest);
});

test.each(texts)('%s has no acronym, no word of the trade, and tells nobody what they must do', (_, text = '') => {
  expect(text.replaceAll(/\(\(\w+\)\)|\b(?:YES|NO)\b/g, '')).not.toMatch(/\b\p{Lu}{2,}\b/u);
  expect(text).not.toMatch(/referral|DNA|no-show|appointment|service|engage|\bmust\b/i);
});

test('every text says which number to ring, as an answer by text is read by nobody', () => {
  for (const { plain, 'easy-read': easy } of Object.values(personTexts))
    for (const { body, sms = body } of [...Object.values(plain), ...Object.values(easy)])
      expect(sms.join(' ')).toContain('((telephone))');
});

const placeholdersIn = (texts: readonly string[]): string[] =>
  [...new Set(texts.join(' ').match(/\(\(\w+\)\)/g))].sort();

test('whoever reads a page in their language is written to in it: no message and no format lacks one', () => {
  expect([...messageLanguages].sort()).toEqual([...pageLanguages].sort());
  for (const language of messageLanguages)
    for (const format of ['plain', 'easy-read'] as const)
      for (const says of Object.keys(personMessages).filter(isPersonMessage)) {
        const [here, english] = [personTexts[language][format][says], en[format][says]];
        expect(placeholdersIn([here.subject, ...here.body]), `${language} ${format} ${says}`).toEqual(
          placeholdersIn([english.subject, ...english.body]),
        );
        if (language !== 'en') expect(here.body).not.toEqual(english.body);
      }
});

test.each(messageLanguages.filter((language) => language !== 'en'))(
  'in %s, which no library can read, no sentence is longer than those in English are',
  (language) => {
    const longest = (texts: readonly string[]): number =>
      Math.max(
        ...texts.flatMap((text) => filledIn(text).split(/[.!?:]+(?:\s|$)/)).map((s) => s.trim().split(/\s+/).length),
      );
    for (const format of ['plain', 'easy-read'] as const)
      for (const says of Object.keys(personMessages).filter(isPersonMessage))
        expect(longest(personTexts[language][format][says].body), says).toBeLessThanOrEqual(
          Math.max(longest(en[format][says].body), 13),
        );
  },
);

test.each([...messageLanguages])(
  'in %s there are words for all that is said, in every format and channel',
  (language) => {
    expect(Object.keys(personTexts[language].plain).sort()).toEqual(Object.keys(personMessages).sort());
    for (const says of Object.keys(personMessages))
      for (const format of ['plain', 'easy-read', 'large-print'])
        for (const channel of ['sms', 'email', 'letter'] as const) {
          const text = personText(`person-${says}-${language}-${format}`, channel);
          const asked = [...`${text?.subject}${text?.body}`.matchAll(/\(\((\w+)\)\)/g)].map(([, key]) => key);
          expect(personPlaceholders).toEqual(expect.arrayContaining([...new Set(asked)]));
          // Whom to ring is in everything: nobody is left with a text that they do not understand.
          expect(asked).toContain('telephone');
        }
  },
);
