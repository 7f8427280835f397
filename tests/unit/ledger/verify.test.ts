import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type StoredVersion, toEntry, toItem } from '../../../functions/ledger/item.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';
import { practice } from '../domain/cast.ts';
import { chain, newVersion } from './stored-versions.ts';

const items = chain(6);
const at = (n: number): StoredVersion => {
  const item = items[n];
  if (!item) throw new Error(`No item ${n}`);
  return item;
};

test('a chain as it was written has no faults', () => {
  expect(chainFaults(items)).toEqual([]);
  expect(chainFaults([])).toEqual([]);
});

const binary = ['resources', 'bodyHash', 'hash', 'prev'] as const;
const words = [
  'pk',
  'sk',
  'at',
  'client',
  'organisation',
  'action',
  'request',
  'correlation',
  'requestHash',
  'events',
] as const;

test.each(binary)('any changed byte of %s is found', (field) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (n, byte, change) => {
      const bytes = Uint8Array.from(at(n)[field] ?? []);
      const i = byte % bytes.length;
      // The unused bits after the end of the compressed body mean nothing.
      fc.pre(field !== 'resources' || i < bytes.length - 1);
      bytes[i] = (bytes[i] ?? 0) ^ change;
      expect(chainFaults(items.with(n, { ...at(n), [field]: bytes }))).not.toEqual([]);
    }),
  );
});

test.each(words)('a changed %s is found', (field) => {
  for (const n of [0, 3, 5]) {
    const changed = field === 'sk' ? `${at(n).sk.slice(0, -1)}9` : `${at(n)[field]}x`;
    expect(chainFaults(items.with(n, { ...at(n), [field]: changed }))).not.toEqual([]);
  }
});

test('the day by which a referral is found that was never projected can be neither changed, added nor taken away', () => {
  const { born: _, ...unborn } = at(0);
  expect(chainFaults(items.with(0, { ...at(0), born: '2020-01-01' }))).toEqual([{ version: 1, fault: 'header' }]);
  expect(chainFaults(items.with(0, unborn))).toEqual([{ version: 1, fault: 'header' }]);
  expect(chainFaults(items.with(2, { ...at(2), born: at(2).at.slice(0, 10) }))).toEqual([
    { version: 3, fault: 'header' },
  ]);
});

test('who acted, or a message, cannot be added', () => {
  expect(chainFaults(items.with(2, { ...at(2), person: 'somebody' }))).toEqual([{ version: 3, fault: 'header' }]);
  const message = new Uint8Array(32);
  expect(chainFaults(items.with(0, { ...at(0), message }))).toEqual([{ version: 1, fault: 'header' }]);
});

test('as what somebody acted is read from the version, and can be neither changed, added nor taken away', () => {
  const next = newVersion(1, { actor: { ...practice, person: 'reception', as: ['practice', 'connector'] } });
  const item = toItem(next, { resources: next.changed }, undefined);
  expect(toEntry(item).actor).toEqual(next.actor);
  expect(chainFaults([item])).toEqual([]);
  const header = [{ version: 1, fault: 'header' }];
  const { as: _, ...without } = item;
  expect(chainFaults([{ ...item, as: 'practice' }])).toEqual(header);
  expect(chainFaults([without])).toEqual(header);
  expect(chainFaults([{ ...at(0), as: 'connector' }])).toEqual(header);
});

test('a version that is missing, doubled, swapped or from another referral is found where it is', () => {
  expect(chainFaults(items.toSpliced(2, 1))).toEqual([
    { version: 4, fault: 'gap' },
    { version: 4, fault: 'chain' },
  ]);
  expect(chainFaults(items.toSpliced(2, 0, at(2))).map((f) => f.version)).toContain(3);
  expect(chainFaults([at(0), at(2), at(1), ...items.slice(3)]).length).toBeGreaterThan(2);
  expect(chainFaults(items.slice(1)).map((f) => f.fault)).toEqual(['gap', 'chain']);
});

test('a chain that was written anew from one version on is whole, but ends in another hash than the one that was kept', () => {
  const anew = chain(6, 'Another talk');
  expect(chainFaults(anew)).toEqual([]);
  expect(Buffer.from(anew.at(-1)?.hash ?? []).equals(Buffer.from(at(5).hash))).toBe(false);
});
