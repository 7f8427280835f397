import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patched, readPatch } from '../../../functions/fhir/changing/json-patch.ts';
import { readPointer } from '../../../functions/fhir/changing/json-pointer.ts';

/** What a patch makes of a document, or the code of the refusal. */
const made = (document: unknown, operations: unknown): unknown => {
  const read = readPatch(JSON.stringify(operations));
  if (!read.ok) return read.refusals[0].code;
  const done = patched(document, read.value);
  return done.ok ? done.value : done.refusals[0].code;
};

/** https://www.rfc-editor.org/rfc/rfc6902#appendix-A, by its numbers. */
describe('the examples of RFC 6902', () => {
  test.each([
    ['A.1', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
    ['A.2', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
    ['A.3', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
    ['A.4', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
    ['A.5', { baz: 'qux' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo' }],
    [
      'A.6',
      { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
    ],
    [
      'A.7',
      { foo: ['all', 'grass', 'cows', 'eat'] },
      [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
      { foo: ['all', 'cows', 'eat', 'grass'] },
    ],
    [
      'A.8',
      { baz: 'qux', foo: ['a', 2, 'c'] },
      [
        { op: 'test', path: '/baz', value: 'qux' },
        { op: 'test', path: '/foo/1', value: 2 },
      ],
      { baz: 'qux', foo: ['a', 2, 'c'] },
    ],
    ['A.9', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }], 'patch-failed'],
    ['A.10', { foo: 'bar' }, [{ op: 'add', path: '/child', value: { a: {} } }], { foo: 'bar', child: { a: {} } }],
    ['A.11', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux', xyz: 123 }], { foo: 'bar', baz: 'qux' }],
    ['A.12', { foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }], 'patch-failed'],
    ['A.14', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
    ['A.15', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: '10' }], 'patch-failed'],
    ['A.16', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
  ])('%s', (_, document, operations, result) => {
    expect(made(document, operations)).toEqual(result);
  });
});

/** As it comes over the wire: JSON has no negative zero. */
const json = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const hostile = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '/__proto__',
    '/a/__proto__/b',
    '/constructor',
    '/-',
    '/0',
    '/01',
    '/~',
    '/~2',
    '/a~1b',
    'x',
  ),
  fc.array(fc.constantFrom('a', 'b', '0', '1', '-', 'length', '__proto__', 'toString')).map((p) => `/${p.join('/')}`),
);
const operation = fc.record(
  {
    op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'spin'),
    path: hostile,
    from: hostile,
    value: json,
  },
  { requiredKeys: ['op', 'path'] },
);

describe('whatever is sent', () => {
  test('is refused or done, never thrown; what was given stays as it was, and so does JavaScript', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 3, key: fc.constantFrom('a', 'b', '0') }),
        fc.array(operation),
        (given, all) => {
          const before = JSON.stringify(given);
          const after = made(given, all);
          expect(JSON.stringify(given)).toBe(before);
          expect(Object.keys(Object.prototype)).toEqual([]);
          if (typeof after === 'object' && after !== null) expect(Object.getPrototypeOf(after)).not.toBe(given);
        },
      ),
      { numRuns: 1000 },
    );
  });

  /** Property names that a patch refuses, whatever it would do with them, are the matter of another test. */
  const harmless = json.filter((value) => !/"(__proto__|constructor|prototype)"/.test(JSON.stringify(value) ?? ''));

  test('what is added and taken away again leaves what was there', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.array(harmless, { maxLength: 5 }), fc.nat(5), harmless, (items, at, value) => {
        const path = `/items/${Math.min(at, items.length)}`;
        const all = [
          { op: 'add', path, value },
          { op: 'test', path, value },
          { op: 'remove', path },
        ];
        expect(made({ items }, all)).toEqual(JSON.parse(JSON.stringify({ items })));
      }),
    );
  });

  test('a pointer is read within its limits only', () => {
    expect(readPointer('')).toEqual([]);
    expect(readPointer('/a~1b/~0/')).toEqual(['a/b', '~', '']);
    for (const wrong of ['a', '/~', '/~2', '/a/__proto__', '/constructor', '/prototype/x', '/a'.repeat(41), 7, null])
      expect(readPointer(wrong)).toBeUndefined();
  });
});
