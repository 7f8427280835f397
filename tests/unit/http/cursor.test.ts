import { expect, test } from 'vitest';
import { cursors } from '../../../functions/http/cursor.ts';

const { seal, open } = cursors('a secret');

test('a cursor opens for the caller and the query that it was made for', () => {
  expect(open(seal('place 7', 'group|new'), 'group|new')).toBe('place 7');
});

test('a cursor does not open for another caller, another query or another hub', () => {
  const cursor = seal('place 7', 'group|new');
  expect(open(cursor, 'other|new')).toBeUndefined();
  expect(open(cursor, 'group|accepted')).toBeUndefined();
  expect(cursors('another secret').open(cursor, 'group|new')).toBeUndefined();
});

test('a cursor that was changed anywhere, or is none, does not open', () => {
  const bytes = Buffer.from(seal('place 7', 'b'), 'base64url');
  for (let n = 0; n < bytes.length; n += 1) {
    const changed = Buffer.from(bytes);
    changed[n] = (changed[n] ?? 0) ^ 1;
    expect(open(changed.toString('base64url'), 'b')).toBeUndefined();
  }
  for (const none of ['', 'x', 'ä', 'A'.repeat(10_000)]) expect(open(none, 'b')).toBeUndefined();
});

test('a cursor says nothing about the place that it holds', () => {
  const cursor = seal('0123456789abcdefghjkmnpqrs', 'b');
  expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('0123456789');
  expect(seal('0123456789abcdefghjkmnpqrs', 'b')).not.toBe(cursor);
});
