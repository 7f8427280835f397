import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { referenceTo, resourcesOf } from '../../../functions/domain/referral.ts';
import { dictionary } from '../../../functions/ledger/dictionary-1.ts';
import { fold } from '../../../functions/ledger/fold.ts';
import { parseStoredVersion, toEntry, versionOf } from '../../../functions/ledger/item.ts';
import { chainFaults } from '../../../functions/ledger/verify.ts';

/**
 * Items of stored format 1 as DynamoDB held them, made once (November 2026) by the write path on DynamoDB Local: versions
 * 1 to 4, the snapshot 16 and 17 of one referral, and what they meant. Never made again: if this fails, what is stored
 * can no longer be read.
 */
const value = z.union([
  z.object({ S: z.string() }),
  z.object({ N: z.string() }),
  z.object({ B: z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))) }),
]);
const golden = z
  .object({
    items: z.array(z.record(z.string(), value)),
    states: z.record(z.string(), z.object({ at: z.string(), reference: z.string(), resources: z.array(z.unknown()) })),
  })
  .parse(JSON.parse(readFileSync(new URL('golden-format-1.json', import.meta.url), 'utf8')));
const items = golden.items.map((item) => parseStoredVersion(unmarshall(item)));
const newestFirst = (from: number, to: number) =>
  items.filter((item) => versionOf(item) >= from && versionOf(item) <= to).toReversed();

describe('what was stored in format 1', () => {
  test.each([
    [4, 1],
    [17, 16],
  ])('is folded for ever: version %i from %i on', (version, snapshot) => {
    const loaded = fold(newestFirst(snapshot, version));
    const meant = golden.states[version];
    expect(loaded?.referral).toMatchObject({ version, at: meant?.at, reference: meant?.reference });
    const resources = loaded ? resourcesOf(loaded.referral) : [];
    expect(resources.toSorted((a, b) => (referenceTo(a) < referenceTo(b) ? -1 : 1))).toEqual(meant?.resources);
    expect(loaded?.seen.map((s) => s.version).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: version }, (_, i) => i + 1),
    );
  });

  test('still verifies by its hashes', () => {
    expect(chainFaults(items.slice(0, 4))).toEqual([]);
    // The snapshot follows a version that is not here.
    expect(chainFaults(items.slice(4)).filter((f) => f.version === 17)).toEqual([]);
    expect(chainFaults(items.slice(4)).map((f) => f.fault)).toEqual(['gap', 'chain']);
  });

  test('still says who did what, when, on which request', () => {
    expect(
      items
        .map((item) => toEntry(item))
        .map(({ version, actor, action, events }) => [version, actor.organisation, action, events.length]),
    ).toEqual([
      [1, 'L99901', 'request', 1],
      [2, 'CWS01', 'update-task', 1],
      [3, 'CWS01', 'record', 1],
      [4, 'CWS01', 'request-onward', 1],
      [16, 'CWS01', 'record', 1],
      [17, 'CWS01', 'update-task', 3],
    ]);
    const [first] = items;
    expect(first && toEntry(first)).toMatchObject({
      at: '2026-11-23T09:00:00.000Z',
      actor: { client: 'churchdown-surgery', organisation: 'L99901', person: 'dr-a' },
      request: { id: '00000000-0000-4000-8000-000000000001' },
    });
  });

  test('needs exactly these bytes of the dictionary', () => {
    expect(createHash('sha256').update(dictionary).digest('hex')).toBe(
      'bad448b828983c6b26ce2bf5c96e47f75a147d67e5ce64d903c452c72e1a9a05',
    );
  });
});
