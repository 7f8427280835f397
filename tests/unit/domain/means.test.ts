import { describe, expect, test } from 'vitest';
import { checkedLanguages, languagesSent, messageLanguages, pageLanguages } from '../../../contracts/languages.ts';
import { languageAmong } from '../../../functions/domain/contact/languages-of.ts';
import { meansOf } from '../../../functions/domain/to-person/means.ts';
import { mobileOf } from '../../../functions/domain/to-person/mobile.ts';
import { people, whoHas } from './people-to-write-to.ts';

const short = (name: string, mayPost = true): string => {
  const means = meansOf(people[name] ?? whoHas({}), mayPost);
  return means.kind === 'call' ? `call: ${means.why}` : `${means.channel} ${means.to.join(', ')} (${means.format})`;
};

test.each([
  ['a mobile that is safe', 'sms +447700900123 (plain)'],
  ['an e-mail first, then a mobile', 'email a@example.org (plain)'],
  ['easy read', 'sms +447700900123 (easy-read)'],
  ['only the post', "letter Seán O'Brien-Łuczak, 1 Parton Road, Churchdown, GL3 2JH (large-print)"],
  ['a mobile of which nobody said anything', 'call: no-safe-way'],
  ['one entry that is safe, and the same number that is not', 'call: no-safe-way'],
  ['a landline that is safe, and an e-mail that is not', 'call: no-safe-way'],
  ['an address, and no word that post may come', 'call: no-safe-way'],
  ['no telephone and no address', 'call: through'],
  ['safe times', 'call: times'],
  ['a BSL interpreter', 'call: interpreter'],
  ['it read out', 'call: read-aloud'],
  ['Polish', 'call: language'],
  ['Welsh', 'call: language'],
])('who has %s is told by %s', (name, how) => {
  expect(short(name)).toBe(how);
});

test('what no speaker has read goes to nobody but in an area for training, and never in English instead', () => {
  const { Welsh: patient, Polish } = people;
  if (!patient || !Polish) throw new Error('Nobody speaks Welsh');
  expect(checkedLanguages.en).toBeDefined();
  for (const language of pageLanguages)
    if (checkedLanguages[language] === undefined) expect(languagesSent('live')).not.toContain(language);
  expect(meansOf(patient, true, undefined, 'practice')).toMatchObject({ kind: 'write', language: 'cy' });
  expect(meansOf(Polish, true, undefined, 'practice')).toEqual({ kind: 'call', why: 'language' });
});

test('by post only while it would be there in time', () => {
  expect(short('only the post', false)).toBe('call: no-safe-way');
});

test.each([
  ['07700 900123', '+447700900123'],
  ['+44 (0)7700 900123', '+447700900123'],
  ['00447700900123', '+447700900123'],
  ['07700 900123 ext 4', undefined],
  ['01452 000000', undefined],
  ['07600 123456', undefined],
  ['07012 345678', undefined],
  ['07624 800000', undefined],
  ['07911 123456', undefined],
  ['+353 87 1234567', undefined],
  ['0770090012', undefined],
  ['07700 900123 or 01452 000000', undefined],
  ['ring his sister', undefined],
])('a text goes to %s: %s', (value, to) => {
  expect(mobileOf(value)).toBe(to);
});

describe('the language in which somebody is written to', () => {
  const speaks = (...codes: readonly (readonly [string, boolean?])[]) =>
    whoHas({
      communication: codes.map(([code, preferred]) => ({
        language: { coding: [{ code }] },
        ...(preferred ? { preferred } : {}),
      })),
    });
  test.each([
    [[], 'en'],
    [[['en-GB']], 'en'],
    [[['pl'], ['en']], 'en'],
    [[['pl', true], ['en']], undefined],
    [[['cy', true]], 'cy'],
    [[['bfi', true]], undefined],
    [[['eng']], 'en'],
    [[['cy'], ['en']], 'cy'],
  ] as const)('%j: %s', (spoken, language) => {
    expect(languageAmong(speaks(...spoken), messageLanguages)).toBe(language);
  });
});
