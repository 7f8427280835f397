import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { Communication, FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../../functions/ledger/codec.ts';
import { fold } from '../../../functions/ledger/fold.ts';
import { isSnapshot, type StoredVersion, sizeOf, toItem, versionOf } from '../../../functions/ledger/item.ts';
import { largestItem } from '../../../functions/ledger/keys.ts';
import { nextItem } from '../../../functions/ledger/next-item.ts';
import { hasRoom } from '../../../functions/ledger/room.ts';
import type { Loaded } from '../../../functions/usecases/ports.ts';
import { id } from '../domain/cast.ts';
import { newVersion } from './stored-versions.ts';

/** Text that does not compress below three quarters of its length. */
const noise = (characters: number): string => randomBytes(characters).toString('base64').slice(0, characters);
const observation = (text: string, n = 1): FhirResource => ({
  ...{ resourceType: 'Observation', id: `${id}.x${n}`, status: 'final' },
  code: { text },
});
const talk = (n: number, text: string): Communication => ({
  ...{ resourceType: 'Communication', id: `${id}.m${n}`, status: 'completed' },
  payload: [{ contentString: text }],
});

test('what is large is refused when all that is live would leave too little room', () => {
  expect(hasRoom([observation(noise(380_000))], [])).toBe(true);
  expect(hasRoom([observation(noise(200_000))], [observation(noise(220_000), 2)])).toBe(false);
});

test('what is ordinary is never refused for what is there already, nor for the size of what it changes', () => {
  const large = noise(400_000);
  expect(hasRoom([talk(1, noise(2000))], [observation(large)])).toBe(true);
  expect(hasRoom([observation(`${large}${noise(2000)}`)], [observation(large)])).toBe(true);
  expect(hasRoom([observation(`${large}${noise(60_000)}`)], [observation(large)])).toBe(false);
});

test('what compresses a thousandfold is refused before it could not be read again', () => {
  const blown = [observation('x'.repeat(5_000_000))];
  expect(pack(blown).length).toBeLessThan(largestItem / 10);
  expect(hasRoom(blown, [])).toBe(false);
});

test('a body comes back as it was, in any script, and one that is blown up beyond all reason is not unpacked', () => {
  const bodies = [[], [observation('Seán O’Brien-Łuczak 李雷 🙂 \u2028 \\" \u0000')], { '__proto__.x': 1 }];
  for (const body of bodies) expect(unpack(pack(body))).toEqual(body);
  expect(() => unpack(pack('x'.repeat(17 * 1024 * 1024)))).toThrow();
});

const opened = (): StoredVersion[] => {
  const first = newVersion(1);
  return [toItem(first, { resources: first.changed }, undefined)];
};
const stateOf = (newestFirst: readonly StoredVersion[]): Loaded => {
  const loaded = fold(newestFirst);
  if (!loaded) throw new Error('no referral');
  return loaded;
};
/** The versions with one more, or as they were where it is refused. */
const withOneMore = (
  items: readonly StoredVersion[],
  changedOf: (state: Loaded) => FhirResource[],
): StoredVersion[] => {
  const state = stateOf(items);
  const next = newVersion(items.length + 1, { changed: changedOf(state) });
  const item = nextItem(next, state, undefined);
  return item ? [item, ...items] : [...items];
};

const addition = fc.record({
  kind: fc.constantFrom('other', 'talk', 'task'),
  size: fc.integer({ min: 1, max: 390_000 }),
});
type Addition = typeof addition extends fc.Arbitrary<infer T> ? T : never;
const added = ({ kind, size }: Addition, { referral, head }: Loaded): FhirResource[] => {
  if (kind === 'other') return [observation(noise(size), head.version)];
  if (kind === 'talk') return [talk(head.version, noise(size))];
  return [{ ...referral.task, note: [...(referral.task.note ?? []), { text: noise(size) }] }];
};

test('whatever large things were accepted, two hundred ordinary acts after them are, and nothing of it all is lost', () => {
  let skipped = 0;
  fc.assert(
    fc.property(fc.array(addition, { minLength: 2, maxLength: 12 }), (additions) => {
      let items = opened();
      for (const one of additions) items = withOneMore(items, (state) => added(one, state));
      const large = items.length;
      for (let n = 1; n <= 200; n += 1) {
        // Also what is said now and then about the Task itself, within what its notes may hold.
        const changes = (state: Loaded): FhirResource[] =>
          n % 20 === 0 ? added({ kind: 'task', size: 2000 }, state) : [talk(1000 + n, noise(2000))];
        items = withOneMore(items, changes);
        expect(items).toHaveLength(large + n);
      }
      for (const item of items) expect(sizeOf(item)).toBeLessThanOrEqual(largestItem);
      skipped += items.filter((item) => versionOf(item) % 16 === 0 && !isSnapshot(item)).length;
      const { referral } = stateOf(items);
      expect(referral.communications.filter((c) => Number(c.id?.slice(28)) > 1000)).toHaveLength(190);
    }),
    {
      numRuns: 2,
      examples: [
        [
          [
            { kind: 'task', size: 180_000 },
            { kind: 'other', size: 200_000 },
          ],
        ],
      ],
    },
  );
  expect(skipped).toBeGreaterThan(0);
}, 120_000);
