import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { type DisposalClass, disposalClasses } from '../../contracts/areas/retention.ts';
import { sha256 } from './codec.ts';
import type { StoredVersion } from './item.ts';
import { referralKey, versionKey } from './keys.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/**
 * What stays of a version whose time is over: where it stood, when, and its hashes, so that the chain still verifies. No body,
 * no name. The one after the last version says that, when and why all of it went, and keeps anything more from being written.
 */
const tombstone = z.object({
  pk: z.string(),
  sk: z.string(),
  format: z.literal('tombstone'),
  /** When the version was written. */
  at: z.string(),
  /** When its content went, and by which class of retention. */
  disposed: z.string(),
  why: z.enum(disposalClasses),
  prev: z.optional(bytes),
  /** Absent on the one that ends the chain: it never had a body. */
  bodyHash: z.optional(bytes),
  hash: bytes,
  /** Over all of this, because what the hash was made from is gone. */
  seal: bytes,
});
export type Tombstone = z.infer<typeof tombstone>;

type Unsealed = Omit<Tombstone, 'seal'>;

const sealOf = ({ pk, sk, at, disposed, why, prev, bodyHash, hash }: Unsealed): Uint8Array => {
  const nothing = new Uint8Array();
  return sha256(JSON.stringify([pk, sk, 'tombstone', at, disposed, why]), prev ?? nothing, bodyHash ?? nothing, hash);
};

const sealed = (unsealed: Unsealed): Tombstone => ({ ...unsealed, seal: sealOf(unsealed) });

export interface Disposal {
  readonly disposed: string;
  readonly why: DisposalClass;
}

export const tombstoneOf = ({ pk, sk, at, prev, bodyHash, hash }: StoredVersion, disposal: Disposal): Tombstone =>
  sealed({ ...{ pk, sk, format: 'tombstone', at, ...disposal, bodyHash, hash }, ...(prev ? { prev } : {}) });

const endHash = ({ pk, sk, at, prev, why }: Omit<Unsealed, 'hash'>): Uint8Array =>
  sha256(prev ?? new Uint8Array(), JSON.stringify([pk, sk, 'tombstone', at, why]));

/** The last of all: after the newest version. */
export const endOf = (
  { referral, version, hash }: { readonly referral: string; readonly version: number; readonly hash: Uint8Array },
  disposal: Disposal,
): Tombstone => {
  const place = { pk: referralKey(referral), sk: versionKey(version + 1), format: 'tombstone' as const };
  const end = { ...place, at: disposal.disposed, ...disposal, prev: hash };
  return sealed({ ...end, hash: endHash(end) });
};

/** Whether it is what was put there when the content went. */
export const tombstoneHolds = (stone: Tombstone): boolean =>
  Buffer.compare(sealOf(stone), stone.seal) === 0 &&
  (stone.bodyHash !== undefined || Buffer.compare(endHash(stone), stone.hash) === 0);

export const isTombstone = (item: StoredVersion | Tombstone): item is Tombstone => item.format === 'tombstone';

/** undefined for an item that is none. */
export const readTombstone = (item: unknown): Tombstone | undefined => tombstone.safeParse(item).data;

export const isTombstoneItem = (item: Record<string, AttributeValue>): boolean =>
  unmarshall(item).format === 'tombstone';
