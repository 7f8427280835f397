import fc from 'fast-check';

/** Issue 7: apostrophes, right-to-left, 200 characters, markup; and what a spreadsheet, a template or a shell would carry out. */
export const namesFromHell: readonly string[] = [
  "O'Hara",
  'D’Arcy',
  'محمد',
  'שׁלום',
  '\u202Eevil',
  'Ñandú Łucja',
  '陈',
  'A'.repeat(200),
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=cmd|"/c calc"!A1',
  '+44',
  '-1+1',
  '@SUM(A1)',
  '((stop))',
  '[ring](https://evil.example)',
  '# Heading',
  '{{7*7}}',
  "'; DROP TABLE people; --",
  'a,b;c"d',
  '&lt;b&gt;',
  '👩‍👩‍👧',
];

/** One of these, or anything that can be typed. */
export const hellish = fc.oneof(
  fc.constantFrom(...namesFromHell),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
    .filter((text) => text.trim() !== '' && !/[\p{Cc}]/u.test(text)),
);
