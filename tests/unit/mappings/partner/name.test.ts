import fc from 'fast-check';
import type { HumanName } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { calledName, familyInitial } from '../../../../mappings/partner/name.ts';

const now = '2026-11-21T09:00:00.000Z';
const person = (...name: HumanName[]) => ({ resourceType: 'Patient' as const, name });
const seen = (...name: HumanName[]) => [calledName(person(...name), now), familyInitial(person(...name), now)];

test('a person is called what they want to be called: nickname, then usual name, then official name', () => {
  const official: HumanName = { use: 'official', family: 'Windrush', given: ['Elizabeth', 'Mary'] };
  expect(seen(official)).toEqual(['Elizabeth', 'W']);
  expect(seen(official, { use: 'usual', given: ['Betty'] })).toEqual(['Betty', 'W']);
  expect(seen(official, { use: 'usual', given: ['Betty'] }, { use: 'nickname', text: 'Bee' })).toEqual(['Bee', 'W']);
  expect(seen({ family: 'Windrush', given: ['Liz'] })).toEqual(['Liz', 'W']);
});

test('a name that is over is not used', () => {
  const old: HumanName = { use: 'usual', given: ['Robert'], family: 'Alder', period: { end: '2020-01-01' } };
  expect(seen(old, { use: 'official', given: ['Roberta'], family: 'Birch' })).toEqual(['Roberta', 'B']);
  expect(seen({ use: 'old', given: ['Robert'] }, { use: 'maiden', family: 'Alder' })).toEqual([undefined, undefined]);
});

test.each([
  ["D'Arcy", 'D'],
  ['’t Hooft', 'T'],
  ['de la Cruz', 'D'],
  ['Ó Súilleabháin', 'Ó'],
  ['Ẹ̀bùn', 'Ẹ̀'],
  ['Ковальчук', 'К'],
  ['محمود', 'م'],
  ['Ngô', 'N'],
  [' -Smith', 'S'],
  ['ßäcker', 'ß'],
])('the initial of %s is %s', (family, initial) => {
  expect(familyInitial(person({ family, given: ['A'] }), now)).toBe(initial.normalize('NFC'));
});

test('a family name of a single letter has no initial: it would be the whole name', () => {
  expect(seen({ family: '王', given: ['小明'] })).toEqual(['小明', undefined]);
});

test('names in other scripts and with apostrophes are called as they are written', () => {
  for (const given of ['Олександр', '小明', 'نور', "D'Shawn", 'Ọlá', 'Mary-Ann', 'さくら🌸', '𠮷野']) {
    expect(calledName(person({ given: [given], family: 'Family' }), now)).toBe(given);
  }
});

test('a person with one name only is called by it when it is a given name, and a family name is never called', () => {
  expect(seen({ given: ['Suharto'] })).toEqual(['Suharto', undefined]);
  expect(seen({ family: 'Suharto' })).toEqual([undefined, 'S']);
  expect(seen({ use: 'usual', text: 'Suharto' })).toEqual(['Suharto', undefined]);
});

test('of a written-out name nobody can tell which word is the family name, so none is shown', () => {
  expect(seen({ text: 'Ada Lovelace' })).toEqual([undefined, undefined]);
  expect(seen({ use: 'nickname', text: 'Ada Lovelace' })).toEqual([undefined, undefined]);
  expect(seen({ given: [' '], family: ' ' })).toEqual([undefined, undefined]);
  expect(seen()).toEqual([undefined, undefined]);
});

test('what is no name a person is called by is not shown, and the next name is', () => {
  const official: HumanName = { use: 'official', family: 'Mwangi', given: ['Peter'] };
  for (const given of ['Ring 07700 900123', 'Bee07700900123', 'a@b.example', '12 Horsbere Road', 'x'.repeat(41)])
    expect(seen(official, { use: 'nickname', given: [given] })).toEqual(['Peter', 'M']);
  expect(seen({ use: 'nickname', text: '07700900123' })).toEqual([undefined, undefined]);
  expect(seen({ family: 'Mwangi', given: ['Peter Mwangi'] })).toEqual([undefined, 'M']);
  expect(seen({ given: ['Peter Mwangi'] })).toEqual([undefined, undefined]);
  expect(seen({ family: 'Mwangi', given: ['Mary Ann'] })).toEqual(['Mary Ann', 'M']);
  expect(seen({ family: 'Mwangi', given: ['convicted of assault twice'] })).toEqual([undefined, 'M']);
});

test('whatever the names are, at most one letter of a family name is shown', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  const use = fc.constantFrom('usual', 'official', 'nickname', 'old', 'maiden', 'temp', 'anonymous', undefined);
  const name = fc.record({
    use,
    family: text,
    text,
    given: fc.array(text, { maxLength: 2 }),
  }) as fc.Arbitrary<HumanName>;
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), (names) => {
      const [called, initial] = seen(...names);
      const given = names.flatMap((n) => n.given ?? []).map((g) => g.trim());
      if (called !== undefined) expect(given).toContain(called);
      expect([...new Intl.Segmenter().segment(initial ?? '')].length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});
