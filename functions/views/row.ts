import * as z from 'zod/mini';
import type { Outcome } from '../delivery/outcome.ts';
import type { TaskEntry } from './task-entry.ts';

export type RowRole = 'referrer' | 'coordinator' | 'partner';

/** What follows from the ledger: projection writes it and nobody else. */
export interface Projected {
  readonly organisation: string;
  /** The short reference for people. */
  readonly reference: string;
  readonly roles?: readonly RowRole[];
  /** What this organisation may list and filter by, without reading the ledger. Nothing about the person. */
  readonly tasks?: readonly TaskEntry[];
  /** Rows of messages only: id of the Communication. */
  readonly message?: string;
  /** Key of the worklist index. */
  readonly list?: string;
  readonly listed?: string;
  /** The earliest deadline of this organisation. */
  readonly owed?: string;
  /** The version that the recipient must be told; absent when there is nothing to send. */
  readonly wanted?: number;
  /** When that version was written. */
  readonly wantedAt?: string;
}

/** What happened when the hub tried to tell: the one truth that is not in the ledger. Projection never writes it. */
export interface Happened {
  /** The newest version that arrived. */
  readonly told?: number;
  /** The newest version that the hub stopped trying to send: refused, withdrawn or given to a human. */
  readonly ended?: number;
  /** Tries since something last arrived or was ended. */
  readonly attempts?: number;
  /** Not before this instant. */
  readonly next?: string;
  /** Somebody is sending until this instant at the latest; names the claim. */
  readonly lease?: string;
  readonly outcome?: Outcome;
  readonly lastTried?: string;
  /** The message was left for the organisation to fetch: it had no endpoint when the message was made. */
  readonly polled?: boolean;
}

/** A row as it stands in the table. `turn` counts every write of it, whoever wrote. */
export interface Row extends Projected, Happened {
  readonly referral: string;
  readonly sk: string;
  readonly version: number;
  readonly turn: number | undefined;
  readonly due?: string;
  readonly dueShard?: string;
  /** The item itself, for comparing: what is broken in it must be seen to be broken. */
  readonly item: Readonly<Record<string, unknown>>;
}

export const projectedNames = [
  'organisation',
  'reference',
  'roles',
  'tasks',
  'message',
  'list',
  'listed',
  'owed',
  'wanted',
  'wantedAt',
] as const satisfies readonly (keyof Projected)[];

const lenient = <T extends z.core.SomeType>(schema: T) => z.catch(z.optional(schema), undefined);
const text = lenient(z.string());
const count = lenient(z.int().check(z.nonnegative()));
const instant = lenient(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)));

export const outcomes = [
  'sent',
  'infrastructure-ack',
  'business-ack',
  'refused',
  'later',
  'unknown',
  'withdrawn',
  'by-hand',
] as const;

const taskEntry = z.object({
  id: z.string(),
  level: z.enum(['referral', 'onward', 'abort']),
  version: z.number(),
  status: z.string(),
  businessStatus: z.optional(z.string()),
  owner: z.optional(z.string()),
  requester: z.optional(z.string()),
  focus: z.optional(z.string()),
  authoredOn: z.string(),
  lastUpdated: z.string(),
});

const row = z.object({
  organisation: text,
  reference: text,
  roles: lenient(z.array(z.enum(['referrer', 'coordinator', 'partner']))),
  tasks: lenient(z.array(taskEntry)),
  message: text,
  list: text,
  listed: text,
  owed: instant,
  wanted: count,
  wantedAt: instant,
  told: count,
  ended: count,
  attempts: count,
  next: instant,
  lease: instant,
  outcome: lenient(z.enum(outcomes)),
  lastTried: instant,
  polled: lenient(z.boolean()),
  due: instant,
  dueShard: text,
  version: count,
  turn: count,
});
