import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactKeys } from '../../../functions/domain/contact/contact-key.ts';

const national = fc.stringMatching(/^[1-9]\d{9}$/);
const prefix = fc.constantFrom('0', '+44', '+44(0)', '+44 0', '0044', '0044 (0)', '44', '440');
const scheme = fc.constantFrom('', 'tel:', 'sms:', 'TEL://', 'Mobile: ');
const tail = fc.constantFrom('', ' ', ';phone-context=+44', '?body=hello', ' ext 12', ' (home)', '\u200b');
const between = fc.constantFrom(
  '',
  ' ',
  '-',
  '\u2013',
  '\u2014',
  '/',
  '.',
  '\u200b',
  '\u00ad',
  '\u00a0',
  ') ',
  '\u2060',
);
const widened = (text: string): string =>
  text.replace(/[0-9+]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x21 + 0xff01));

const spelled = (number: string) =>
  fc
    .tuple(scheme, prefix, fc.array(between, { minLength: 10, maxLength: 10 }), tail, fc.boolean())
    .map(([s, p, gaps, t, isWide]) => {
      const digits = p + [...number].map((digit, i) => digit + gaps[i]).join('');
      return s + (isWide ? widened(digits) : digits) + t;
    });

test('a number is one however it is spelled', () => {
  fc.assert(
    fc.property(
      national.chain((number) => fc.tuple(fc.constant(number), spelled(number))),
      ([number, written]) => {
        expect(contactKeys(written)).toEqual([number]);
      },
    ),
  );
});

test('two numbers are not one', () => {
  fc.assert(
    fc.property(
      fc
        .tuple(national, national)
        .filter(([a, b]) => a !== b)
        .chain(([a, b]) => fc.tuple(spelled(a), spelled(b))),
      ([a, b]) => {
        const keys = contactKeys(a);
        expect(contactKeys(b).some((key) => keys.includes(key))).toBe(false);
      },
    ),
  );
});

test('whatever somebody writes has keys that are the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(contactKeys(text)).toEqual(contactKeys(`${text} `));
    }),
  );
});

describe('what is written', () => {
  test.each([
    ['+33 6 12 34 56 78', ['33612345678']],
    ['0033612345678', ['33612345678']],
    ['07700 900123 or 01632 960111', ['7700900123', '1632960111']],
    ['tel:%2B447700900123', ['7700900123']],
    ['Rose@Example.org', ['rose@example.org']],
    ['mailto:ROSE@example.org?subject=x', ['rose@example.org']],
    ['Rose <rose@example.org>', ['rose@example.org']],
    ['0 1-2', ['012']],
    ['  ', []],
    [undefined, []],
  ])('as %s is looked for as %j', (value, keys) => {
    expect(contactKeys(value)).toEqual(keys);
  });

  test('as two numbers with a stroke between them is both', () => {
    expect(contactKeys('07700 900123 / 01632 960111')).toEqual(expect.arrayContaining(['7700900123', '1632960111']));
  });
});
