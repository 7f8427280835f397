import { expect, test } from 'vitest';
import { gone, rowsOf, testsNamedIn } from './named-tests.ts';

/** https://owasp.org/API-Security/editions/2023/en/0x11-t10/ */
const topTen = [
  'API1 Broken object level authorization',
  'API2 Broken authentication',
  'API3 Broken object property level authorization',
  'API4 Unrestricted resource consumption',
  'API5 Broken function level authorization',
  'API6 Unrestricted access to sensitive business flows',
  'API7 Server side request forgery',
  'API8 Security misconfiguration',
  'API9 Improper inventory management',
  'API10 Unsafe consumption of APIs',
] as const;

const rows = rowsOf('infra/decisions/owasp.md');

test('each of the ten has a row, and there is no other', () => {
  expect(rows.map(([risk]) => risk)).toEqual(topTen);
});

test.each(rows.map((cells) => ({ risk: cells[0], says: cells[1] ?? '', tests: cells[2] ?? '' })))(
  'what stands against $risk is said, and shown by tests that exist, in two files at least',
  ({ says, tests }) => {
    expect(says.length).toBeGreaterThan(40);
    expect(gone(tests)).toEqual([]);
    expect(new Set(testsNamedIn(tests).map(({ file }) => file)).size).toBeGreaterThan(1);
  },
);
