import { expect, test } from 'vitest';
import { outwardCode, outwardCodeAtEndOf } from '../../../functions/domain/request/postcode.ts';

test.each([
  ['GL50 1AA', 'GL50'],
  ['gl501aa', 'GL50'],
  ['  GL1  1AA ', 'GL1'],
  ['SW1A 1AA', 'SW1A'],
  ['M1 1AE', 'M1'],
  ['W1T 3NF', 'W1T'],
  ['GL7', 'GL7'],
  ['GL50 1A', undefined],
  ['GL50 1AC', undefined],
  ['ZZ99 3VZ', undefined],
  ['12345', undefined],
  ['', undefined],
  ['GL50 1AA and then some', undefined],
])('the outward code of "%s" is %s', (text, code) => {
  expect(outwardCode(text)).toBe(code);
});

test('an address in one line is read at its end', () => {
  expect(outwardCodeAtEndOf('1 Example Lane, Gloucester, GL1 1AA')).toBe('GL1');
  expect(outwardCodeAtEndOf('Flat 2, Hereford HR1 2AB.')).toBe('HR1');
  expect(outwardCodeAtEndOf('No fixed address, Gloucester')).toBeUndefined();
});
