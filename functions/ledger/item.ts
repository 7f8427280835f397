import type { FhirResource } from 'fhir/r4.js';
import * as z from 'zod/mini';
import { isRole } from '../../contracts/authority/roles.ts';
import { kindOf } from '../domain/coding.ts';
import { answersWhole, receipt } from '../domain/hub.ts';
import type { Actor } from '../domain/referral.ts';
import type { LedgerEntry, LedgerHead, NewVersion, SeenRequest } from '../usecases/ports.ts';
import { pack, sha256, unpack } from './codec.ts';
import { bornKey, referralKey, referralOfKey, versionKey } from './keys.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A stored version, format 1. Names are attributes; a golden item of this format is folded by the tests for ever. */
const storedVersion = z.object({
  pk: z.string(),
  sk: z.string(),
  format: z.literal(1),
  at: z.string(),
  client: z.string(),
  organisation: z.string(),
  person: z.optional(z.string()),
  /** As what they acted, where that was less than all that their organisation may: roles, space separated. */
  as: z.optional(z.string()),
  action: z.string(),
  request: z.string(),
  correlation: z.string(),
  requestHash: z.string(),
  /** The answer said no more than that it was done. */
  brief: z.optional(z.literal(1)),
  /** `task-accepted t1 …`: type and the suffix of the Task id, space separated. */
  events: z.string(),
  /** Hash of the inbound message that is kept beside version 1. */
  message: z.optional(bytes),
  resources: bytes,
  /** On snapshots: requests of the last 7 days, and the newest of each organisation. */
  seen: z.optional(bytes),
  prev: z.optional(bytes),
  bodyHash: bytes,
  hash: bytes,
  born: z.optional(z.string()),
});
export type StoredVersion = z.infer<typeof storedVersion>;

/** An item of the table as a version; throws on what is none of format 1. */
export const parseStoredVersion = (item: unknown): StoredVersion => storedVersion.parse(item);

const eventsOf = (version: NewVersion): string =>
  version.events.map((e) => `${e.type} ${e.task.slice(e.task.lastIndexOf('.') + 1)}`).join(' ');

/** What it tells of, by names. */
export const eventsIn = ({ pk, events }: StoredVersion): LedgerHead['events'] => {
  const referral = referralOfKey(pk) ?? '';
  const words = events.split(' ').filter((word) => word !== '');
  return Array.from({ length: words.length / 2 }, (_, i) => ({
    type: words[2 * i] ?? '',
    task: `Task/${referral}.${words[2 * i + 1]}`,
  }));
};

/** What the hash covers beside the body: who did what, when, on which request, and to which version. */
const headerOf = (item: Omit<StoredVersion, 'hash'>): string =>
  JSON.stringify([
    item.pk,
    item.sk,
    item.format,
    item.at,
    item.client,
    item.organisation,
    item.person ?? null,
    item.action,
    item.request,
    item.correlation,
    item.requestHash,
    item.events,
    item.message ? Buffer.from(item.message).toString('base64url') : null,
    // Last, and only where there is one: what was written before it was kept hashes as it did.
    ...(item.as === undefined ? [] : [item.as]),
  ]);

/** hash = SHA-256 over (prev, header, bodyHash): any changed byte of a version breaks the chain after it. */
export const hashOf = (item: Omit<StoredVersion, 'hash'>): Uint8Array =>
  sha256(item.prev ?? new Uint8Array(), headerOf(item), item.bodyHash);

/** The hash of a body, over the unpacked JSON: how it was packed does not matter. */
export const bodyHashOf = (resources: unknown, seen: unknown): Uint8Array =>
  sha256(JSON.stringify([resources, seen ?? null]));

/** What a version holds beside who did what: packed into `resources` and `seen`, and beside it the message. */
export interface Contents {
  /** On a snapshot all live resources, else those that changed. */
  readonly resources: readonly FhirResource[];
  readonly seen?: readonly SeenRequest[];
  readonly message?: Uint8Array;
}

/** The item of a version: `previous` is the one before it, whose hash it goes on from; undefined for version 1. */
export const toItem = (version: NewVersion, contents: Contents, previous: LedgerHead | undefined): StoredVersion => {
  const unhashed = {
    pk: referralKey(version.referral),
    sk: versionKey(version.version),
    format: 1 as const,
    at: version.at,
    client: version.actor.client,
    organisation: version.actor.organisation,
    ...(version.actor.person ? { person: version.actor.person } : {}),
    ...(version.actor.as ? { as: version.actor.as.join(' ') } : {}),
    action: version.action,
    request: version.request.id,
    correlation: version.request.correlation,
    requestHash: version.request.bodyHash,
    ...(version.request.brief ? { brief: 1 as const } : {}),
    events: eventsOf(version),
    ...(contents.message ? { message: contents.message } : {}),
    resources: pack(contents.resources),
    ...(contents.seen ? { seen: pack(contents.seen) } : {}),
    ...(previous ? { prev: Buffer.from(previous.hash, 'base64url') } : { born: bornKey(version.at) }),
    bodyHash: bodyHashOf(contents.resources, contents.seen),
  };
  return { ...unhashed, hash: hashOf(unhashed) };
};

const resource = z.looseObject({ resourceType: z.string(), id: z.string() });
const isResources = (value: unknown): value is FhirResource[] => z.array(resource).safeParse(value).success;

/** The resources that an item holds, unpacked: all of them on a snapshot. Throws where its bytes are none. */
export const resourcesIn = (item: StoredVersion): FhirResource[] => {
  const value = unpack(item.resources);
  if (!isResources(value)) throw new Error(`Ledger body of ${item.pk} ${item.sk} is not a list of resources`);
  return value;
};

const seenRequests = z.array(
  z.object({
    id: z.string(),
    client: z.string(),
    organisation: z.string(),
    bodyHash: z.string(),
    version: z.number(),
    at: z.string(),
    action: z.optional(z.literal(receipt)),
    answered: z.optional(z.literal(true)),
  }),
);
/** What follows for anything else beside the Task is in no answer, and what stands on it later does not say that it was there. */
const isAnsweredWhole = (item: StoredVersion, resources: readonly FhirResource[]): boolean => {
  if (!answersWhole.has(item.action) || item.brief) return false;
  const changed = resources.filter((r) => r.meta?.versionId === String(versionOf(item)));
  return changed.filter(isToldToCoordinator).length === 1;
};

const isToldToCoordinator = (r: FhirResource): boolean =>
  r.resourceType === 'Task' ||
  r.resourceType === 'Patient' ||
  (r.resourceType === 'Communication' && kindOf(r) !== 'practice-message' && kindOf(r) !== 'person-message');

/** Requests by which repeats are known: its own, and on a snapshot those of the last 7 days before it and the last of each organisation. */
export const seenIn = (item: StoredVersion, resources = resourcesIn(item)): SeenRequest[] => [
  {
    id: item.request,
    client: item.client,
    organisation: item.organisation,
    bodyHash: item.requestHash,
    version: versionOf(item),
    at: item.at,
    ...(item.action === receipt ? { action: receipt } : {}),
    ...(isAnsweredWhole(item, resources) ? { answered: true as const } : {}),
  },
  ...(item.seen ? seenRequests.parse(unpack(item.seen)) : []),
];

/** In bytes: about what DynamoDB counts (names and values, UTF-8), a little too much rather than too little. */
export const sizeOf = (item: StoredVersion): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + name.length + (typeof value === 'number' ? 8 : value.length),
    0,
  );

export const versionOf = (item: StoredVersion): number => Number(item.sk.slice(2));

/** It holds all that is live: version 1, and what carries the requests seen before it. Nothing older is needed to fold. */
export const isSnapshot = (item: StoredVersion): boolean => versionOf(item) === 1 || item.seen !== undefined;

const actorOf = ({ client, organisation, person, as }: StoredVersion): Actor => ({
  ...{ client, organisation, ...(person ? { person } : {}) },
  ...(as ? { as: as.split(' ').filter(isRole) } : {}),
});

/** One version as the history tells of it: of a snapshot only what that version changed. */
export const toEntry = (item: StoredVersion): LedgerEntry => {
  const referral = referralOfKey(item.pk) ?? '';
  const version = versionOf(item);
  return {
    referral,
    version,
    at: item.at,
    actor: actorOf(item),
    action: item.action,
    request: { id: item.request, correlation: item.correlation, bodyHash: item.requestHash },
    changed: resourcesIn(item).filter((r) => r.meta?.versionId === String(version)),
    events: eventsIn(item),
    hash: Buffer.from(item.hash).toString('base64url'),
    bytes: item.resources.length + (item.seen?.length ?? 0),
  };
};
