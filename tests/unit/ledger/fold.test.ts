import { expect, test } from 'vitest';
import { fold, LedgerGap } from '../../../functions/ledger/fold.ts';
import { parseStoredVersion, toEntry, toItem } from '../../../functions/ledger/item.ts';
import { isSnapshotDue, versionKey } from '../../../functions/ledger/keys.ts';
import type { NewVersion } from '../../../functions/usecases/ports.ts';
import { id, t1 } from '../domain/cast.ts';
import { chain, newVersion } from './stored-versions.ts';

const newestFirst = (length: number) => chain(length).toReversed();

test('the newest of each resource is the state, and the newest version its head', () => {
  const loaded = fold(newestFirst(5));
  expect(loaded?.referral).toMatchObject({ id, version: 5, task: { id: t1, status: 'requested' } });
  expect(loaded?.referral.communications.map((c) => c.id)).toEqual([2, 3, 4, 5].map((n) => `${id}.m${n}`));
  expect(loaded?.head).toMatchObject({ version: 5, at: loaded?.referral.at });
  expect(loaded?.seen.map((s) => s.id)).toEqual(['request-5', 'request-4', 'request-3', 'request-2', 'request-1']);
});

test('nothing is no referral', () => {
  expect(fold([])).toBeUndefined();
});

test.each([
  ['in the middle', [0, 2, 3, 4], 4],
  ['at the start', [0, 1, 2, 3], 1],
])('a hole %s stops it and says where', (_, kept, missing) => {
  const items = newestFirst(5);
  const left = kept.flatMap((i) => items[i] ?? []);
  expect(() => fold(left)).toThrow(LedgerGap);
  expect(() => fold(left)).toThrow(`has no version ${missing}`);
});

test('every 16th is to be a snapshot, and keys sort as versions do', () => {
  expect(Array.from({ length: 49 }, (_, i) => i + 1).filter(isSnapshotDue)).toEqual([16, 32, 48]);
  const keys = [1, 2, 9, 10, 99, 100, 1_000_000].map(versionKey);
  expect(keys.toSorted()).toEqual(keys);
});

test('an item that is not of format 1 is not read', () => {
  const [item] = chain(1);
  expect(() => parseStoredVersion({ ...item, format: 2 })).toThrow();
  expect(() => parseStoredVersion({ ...item, resources: 'text' })).toThrow();
});

test('what was written is what the history says', () => {
  const events: NewVersion['events'] = [
    { type: 'task-accepted', task: `Task/${id}.t2` },
    { type: 'message-due', task: `Task/${id}.t1` },
  ];
  for (const told of [[], events]) {
    const next = newVersion(1, { events: told, actor: { client: 'c', organisation: 'L99901', person: 'dr-a' } });
    const item = toItem(next, { resources: next.changed }, undefined);
    expect(toEntry(parseStoredVersion(item))).toEqual({
      ...next,
      hash: expect.any(String),
      bytes: item.resources.length,
    });
  }
});
