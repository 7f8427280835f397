import * as z from 'zod/mini';
import { type AuditKind, auditKinds } from '../../contracts/lifecycle/audit-kinds.ts';
import { sha256 } from '../ledger/codec.ts';
import { allParts, chainKey, hourOf, numberKey } from './keys.ts';

const isKind = (value: unknown): value is AuditKind => typeof value === 'string' && Object.hasOwn(auditKinds, value);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const entry = z.object({
  at: z.string(),
  kind: z.custom<AuditKind>(isKind),
  /** Who: software, the organisation it acted for, and the person where one is named. Absent: nobody who signed in. */
  client: z.optional(z.string()),
  organisation: z.optional(z.string()),
  person: z.optional(z.string()),
  /** As what they asked, where that is less than all that their organisation may: roles, space separated. */
  as: z.optional(z.string()),
  /** Of what referral: its id, or its short reference where that is all that was shown. One record is of one referral. */
  referral: z.optional(z.string()),
  /** Which resources of it, by the ends of their ids: `t1 p1`. */
  resources: z.optional(z.string()),
  /** `GET /FHIR/R4/{proxy+}`, a way of delivery, a command: never a path, a query or a word of anybody. */
  by: z.string(),
  /** An HTTP status, or a code of ours. */
  outcome: z.string(),
  request: z.optional(z.string()),
});

/** One thing that happened to what the hub holds, in codes and ids: nothing of the person whom it is about. */
export type AuditEntry = z.infer<typeof entry>;

const stored = z.object({
  ...entry.shape,
  pk: z.string(),
  sk: z.string(),
  format: z.literal(1),
  prev: z.optional(bytes),
  hash: bytes,
  part: z.optional(z.string()),
  hour: z.optional(z.string()),
  expires: z.optional(z.number()),
});
export type AuditItem = z.infer<typeof stored>;

/** Throws on what is no record of the trail. */
export const readAuditItem = (item: unknown): AuditItem => stored.parse(item);

const stands = z.object({ pk: z.string(), sk: z.string(), hash: bytes });
/** As much of a record as an anchor says of it: also of a kind that only a newer release knows, such as a command of one writes. */
export const readStanding = (item: unknown): Pick<AuditItem, 'pk' | 'sk' | 'hash'> => stands.parse(item);

/** Covers all but when it may go, which a legal hold changes. */
export const auditHashOf = (item: Omit<AuditItem, 'hash' | 'part' | 'hour' | 'expires'>): Uint8Array => {
  const {
    pk,
    sk,
    format,
    prev,
    at,
    kind,
    client,
    organisation,
    person,
    referral,
    resources,
    by,
    outcome,
    request,
    as,
  } = item;
  const who = [client, organisation, person].map((part) => part ?? null);
  const what = [referral, resources, by, outcome, request].map((part) => part ?? null);
  return sha256(
    prev ?? new Uint8Array(),
    JSON.stringify([pk, sk, format, at, kind, ...who, ...what, ...(as === undefined ? [] : [as])]),
  );
};

/** Where a chain stands: what comes next goes on from there. */
export interface ChainHead {
  /** `fhir-api#<uuid>`: one function environment. */
  readonly chain: string;
  readonly number: number;
  readonly hash?: Uint8Array;
  /** The hour of the newest record: a chain is stored in a part for each. */
  readonly hour?: string;
}

/** In years of 366 days: rather a little later than too early. */
export const expiryOf = (at: string, years: number): number => Math.floor(Date.parse(at) / 1000) + years * 366 * 86_400;

/** The records as they are stored, each chained to the one before. The first of each hour says so, in an index. */
export const chained = (
  from: ChainHead,
  entries: readonly AuditEntry[],
  years: number,
): { readonly items: readonly AuditItem[]; readonly head: ChainHead } => {
  let head = from;
  const items = entries.map((one): AuditItem => {
    const hour = hourOf(one.at);
    const unhashed = {
      ...one,
      ...{ pk: chainKey(head.chain, hour), sk: numberKey(head.number + 1), format: 1 as const },
      ...(head.hash ? { prev: head.hash } : {}),
    };
    const item = {
      ...unhashed,
      hash: auditHashOf(unhashed),
      ...(hour === head.hour ? {} : { part: allParts, hour }),
      expires: expiryOf(one.at, years),
    };
    head = { chain: head.chain, number: head.number + 1, hash: item.hash, hour };
    return item;
  });
  return { items, head };
};
