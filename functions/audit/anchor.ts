import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import { sha256 } from '../ledger/codec.ts';
import { anchorKey, anchorsKey } from './keys.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Where something stood: a part of a chain or a ledger, its newest number, and the hash of that in base64url. */
export type Stood = readonly [where: string, number: number, hash: string];

const stood = z.array(z.tuple([z.string(), z.number(), z.string()]));

const stored = z.object({
  pk: z.literal(anchorsKey),
  sk: z.string(),
  format: z.literal(1),
  at: z.string(),
  /** Of what grew in these hours, both ends included. */
  from: z.string(),
  until: z.string(),
  /** Packed `Stood`. */
  heads: bytes,
  prev: z.optional(bytes),
  hash: bytes,
});
export type Anchor = z.infer<typeof stored>;

export const readAnchor = (item: unknown): Anchor | undefined => stored.safeParse(item).data;

export const headsIn = ({ heads }: Anchor): readonly Stood[] =>
  stood.parse(JSON.parse(inflateRawSync(heads, { maxOutputLength: 4 * 1024 * 1024 }).toString('utf8')));

/** Throws on heads that cannot be unpacked. */
export const anchorHashOf = (anchor: Omit<Anchor, 'hash'>): Uint8Array => {
  const { sk, at, from, until, heads, prev } = anchor;
  const unpacked = inflateRawSync(heads, { maxOutputLength: 4 * 1024 * 1024 });
  return sha256(prev ?? new Uint8Array(), JSON.stringify([sk, at, from, until]), unpacked);
};

interface Covers {
  readonly at: string;
  readonly from: string;
  readonly until: string;
}

/** An item of this many heads is under 200 KB. */
const mostHeads = 2000;

/** One anchor, or as many as its heads need, each chained to the one before. One with nothing in it says that nothing grew. */
export const anchorsOf = (heads: readonly Stood[], covers: Covers, before: Anchor | undefined): readonly Anchor[] => {
  const anchors: Anchor[] = [];
  for (let n = 0; n === 0 || n < heads.length; n += mostHeads) {
    const prev = (anchors.at(-1) ?? before)?.hash;
    const unhashed = {
      ...{ pk: anchorsKey, sk: anchorKey(covers.until, anchors.length), format: 1 as const, ...covers },
      heads: deflateRawSync(JSON.stringify(heads.slice(n, n + mostHeads))),
      ...(prev ? { prev } : {}),
    };
    anchors.push({ ...unhashed, hash: anchorHashOf(unhashed) });
  }
  return anchors;
};
