import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReference, referenceOf } from '../../../functions/domain/request/reference.ts';
import { id } from './cast.ts';

const ids = fc.string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 26, maxLength: 26 });

test('the reference of a referral never changes: it stands on letters', () => {
  expect(referenceOf(id)).toBe('HO-PKC4-SH4Y');
  expect(referenceOf('0'.repeat(26))).toBe('HO-1111-1111');
});

test('it has no symbol that is taken for another, and reads back', () => {
  fc.assert(
    fc.property(ids, (referral) => {
      const reference = referenceOf(referral);
      expect(reference).toMatch(/^HO-[1-9A-HJKMNP-TV-Z]{4}-[1-9A-HJKMNP-TV-Z]{4}$/);
      expect(readReference(reference)).toBe(reference);
    }),
  );
});

test('it is read as people type and say it', () => {
  const reference = referenceOf(id);
  const bare = reference.replace(/^HO-/, '').replace('-', '');
  for (const typed of [
    bare,
    bare.toLowerCase(),
    ` ho ${bare} `,
    `HO${bare}`,
    `h0-${bare}`,
    `HO – ${bare.slice(0, 4)} ${bare.slice(4)}.`,
  ])
    expect(readReference(typed)).toBe(reference);
  expect(readReference(reference.replaceAll('1', 'I'))).toBe(reference);
  for (const typed of ['', 'HO', bare.slice(1), `${bare}1`, 'HO-0000-0000', '💙'])
    expect(readReference(typed)).toBeUndefined();
});

test('every single wrong symbol and every swapped pair of neighbours is found', () => {
  const alphabet = '123456789ABCDEFGHJKMNPQRSTVWXYZ';
  fc.assert(
    fc.property(ids, (referral) => {
      const symbols = [...referenceOf(referral).slice(3).replace('-', '')];
      symbols.forEach((symbol, i) => {
        for (const other of alphabet) {
          if (other !== symbol) expect(readReference(symbols.with(i, other).join(''))).toBeUndefined();
        }
        const following = symbols[i + 1];
        if (following !== undefined && following !== symbol)
          expect(
            readReference(
              symbols
                .with(i, following)
                .with(i + 1, symbol)
                .join(''),
            ),
          ).toBeUndefined();
      });
    }),
    { numRuns: 30 },
  );
});
