import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { FhirResource } from 'fhir/r4.js';
import { z } from 'zod';
// The bytes of the frozen format, no code of the hub: without them nobody reads a stored body.
import { dictionary } from '../../../functions/ledger/dictionary-1.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** An item of the ledger that is a version, stored format 1, by its attributes. */
export const storedVersion = z.looseObject({
  pk: z.string().startsWith('R#'),
  sk: z.string().startsWith('V#'),
  format: z.literal(1),
  ...{ at: z.string(), client: z.string(), organisation: z.string(), person: z.string().optional() },
  ...{ action: z.string(), request: z.string(), correlation: z.string(), requestHash: z.string(), events: z.string() },
  ...{ message: bytes.optional(), resources: bytes, seen: bytes.optional() },
  ...{ prev: bytes.optional(), bodyHash: bytes, hash: bytes },
});
export type StoredVersion = z.infer<typeof storedVersion>;

const resources = z.array(z.looseObject({ resourceType: z.string(), id: z.string() }));
const isResources = (value: unknown): value is FhirResource[] => resources.safeParse(value).success;

const unpack = (packed: Uint8Array): unknown => JSON.parse(inflateRawSync(packed, { dictionary }).toString('utf8'));

export const numberOf = ({ sk }: Pick<StoredVersion, 'sk'>): number => Number(sk.slice(2));

/** What this version changed; a snapshot holds the rest as well. */
export const changedIn = (stored: StoredVersion): FhirResource[] => {
  const held = unpack(stored.resources);
  if (!isResources(held)) throw new Error(`${stored.pk} ${stored.sk} holds no resources`);
  return held.filter((r) => r.meta?.versionId === String(numberOf(stored)));
};

/** SHA-256 over parts, each after its length and a colon. */
const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts.map((one) => Buffer.from(one))) hash.update(`${part.length}:`).update(part);
  return hash.digest();
};

const headerOf = (stored: StoredVersion): string => {
  const { pk, sk, format, at, client, organisation, person = null, action } = stored;
  const { request, correlation, requestHash, events, message } = stored;
  const named = message === undefined ? null : Buffer.from(message).toString('base64url');
  const who = [pk, sk, format, at, client, organisation, person, action];
  return JSON.stringify([...who, request, correlation, requestHash, events, named]);
};

/** What is wrong with a version, after the one before it: its own bytes, or its place in the chain. */
export const faultsOf = (stored: StoredVersion, before: StoredVersion | undefined): string[] => {
  const body = JSON.stringify([unpack(stored.resources), stored.seen === undefined ? null : unpack(stored.seen)]);
  const prev = Buffer.from(stored.prev ?? []);
  return [
    ...(numberOf(stored) === (before ? numberOf(before) : 0) + 1 ? [] : ['a version is missing before it']),
    ...(sha256(body).equals(stored.bodyHash) ? [] : ['its body is not what was written']),
    ...(sha256(prev, headerOf(stored), stored.bodyHash).equals(stored.hash) ? [] : ['its header was changed']),
    ...(prev.equals(Buffer.from(before?.hash ?? [])) ? [] : ['it does not follow the one before']),
    ...(before && stored.at <= before.at ? ['it is not later than the one before'] : []),
  ];
};
