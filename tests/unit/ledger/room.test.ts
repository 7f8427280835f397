import { randomBytes } from 'node:crypto';
import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../../functions/ledger/codec.ts';
import { largestItem } from '../../../functions/ledger/keys.ts';
import { hasRoom } from '../../../functions/ledger/room.ts';

const observation = (text: string): FhirResource => ({ resourceType: 'Observation', status: 'final', code: { text } });
const noise = (bytes: number) => observation(randomBytes(bytes).toString('base64'));

test('a large body is refused when all that is live would no longer fit a snapshot with room to spare', () => {
  expect(hasRoom(50_000, [noise(300_000)])).toBe(true);
  expect(hasRoom(50_000, [noise(200_000), noise(150_000)])).toBe(false);
});

test('an ordinary action is never refused for what is there already', () => {
  expect(hasRoom(700, [noise(380_000)])).toBe(true);
});

test('what compresses a thousandfold is refused before it could not be read again', () => {
  const blown = [observation('x'.repeat(5_000_000))];
  expect(pack(blown).length).toBeLessThan(largestItem / 10);
  expect(hasRoom(pack(blown).length, blown)).toBe(false);
});

test('a body comes back as it was, in any script, and one that is blown up beyond all reason is not unpacked', () => {
  const bodies = [[], [observation('Seán O’Brien-Łuczak 李雷 🙂 \u2028 \\" \u0000')], { '__proto__.x': 1 }];
  for (const body of bodies) expect(unpack(pack(body))).toEqual(body);
  expect(() => unpack(pack('x'.repeat(17 * 1024 * 1024)))).toThrow();
});
