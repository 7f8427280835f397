import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod/mini';
import { sha256 } from '../ledger/codec.ts';
import { anchorsKey, numberKey } from './keys.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Where something stood: a part of a chain or a ledger, its newest number, and the hash of that in base64url. */
export type Stood = readonly [where: string, number: number, hash: string];

const stood = z.array(z.tuple([z.string(), z.number(), z.string()]));

const stored = z.object({
  pk: z.literal(anchorsKey),
  /** Its place in the chain of anchors, from 1: of two runs at once one alone can follow an anchor. */
  sk: z.string(),
  format: z.literal(1),
  at: z.string(),
  /** Of what grew in these hours, both ends included; the one after goes on behind `until`. */
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

/**
 * One anchor, or as many as its heads need, each chained to the one before. One with nothing in it says that nothing grew.
 * Only the last of several says that its hours are covered (`done`, the hour before `from`, stands in the others): what a
 * crash left out is anchored by the next run.
 */
export const anchorsOf = (
  heads: readonly Stood[],
  { done, ...covers }: Covers & { readonly done: string },
  before: Anchor | undefined,
): readonly Anchor[] => {
  const anchors: Anchor[] = [];
  for (let n = 0; n === 0 || n < heads.length; n += mostHeads) {
    const last = anchors.at(-1) ?? before;
    const until = n + mostHeads < heads.length ? done : covers.until;
    const unhashed = {
      ...{ pk: anchorsKey, sk: numberKey(Number(last?.sk ?? 0) + 1), format: 1 as const, ...covers, until },
      heads: deflateRawSync(JSON.stringify(heads.slice(n, n + mostHeads))),
      ...(last ? { prev: last.hash } : {}),
    };
    anchors.push({ ...unhashed, hash: anchorHashOf(unhashed) });
  }
  return anchors;
};
