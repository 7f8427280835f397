import * as z from 'zod/mini';
import { fetchedWithin, isWay, ways } from '../../contracts/lifecycle/ways.ts';
import { workingDaysAfter } from '../domain/calendar.ts';
import { dueShardOf, waitingFor } from './keys.ts';

/**
 * What became of a try to tell an organisation; one vocabulary for people, rows and metrics (DESIGN 6).
 * `sent` handed over, nothing heard; `infrastructure-ack` their server took it; `business-ack` a person there has it;
 * `refused` they will not take it; `later` they asked for time; `unknown` it may have arrived; `withdrawn` it must not
 * be sent any more; `by-hand` a human sees to it.
 */
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
export type Outcome = (typeof outcomes)[number];

/** What does not parse is as if it were not there: a broken row is tried again, and recipients know a repeat. */
export const lenient = <T extends z.core.SomeType>(schema: T) => z.catch(z.optional(schema), undefined);
const version = lenient(z.int().check(z.nonnegative()));
const instant = lenient(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)));

const wayNames = Object.keys(ways).filter(isWay);

/** What happened when the hub tried to tell: the one truth that is not in the ledger. Projection never writes it. */
export const happened = z.object({
  /** The newest version that arrived. */
  told: version,
  /** Of what an organiser is sent: the newest that had arrived before that one, which they know where that one did not after all. */
  knew: version,
  /** The newest version that is not tried any more: refused, withdrawn or given to a human. */
  ended: version,
  /** Tries since something last arrived or ended. */
  attempts: version,
  /** When the first of these tries failed, or was first put off for a recipient that does not answer. */
  began: instant,
  /** Not before this instant. */
  next: instant,
  /** Somebody is sending, until this instant at the latest; it names the claim. */
  lease: instant,
  outcome: lenient(z.enum(outcomes)),
  /** When the last try began; of how things stand, when it was over. */
  lastTried: instant,
  /** Left for the organisation to fetch: it had no endpoint when the message was made. */
  polled: lenient(z.boolean()),
  /** By which way it goes; absent: the first that the organisation has. */
  way: lenient(z.enum(wayNames)),
  /** It was handed over, or left to be fetched: unless it is heard of before this instant, it goes another way. */
  awaits: instant,
});
export type Happened = z.infer<typeof happened>;

/** What of a row says that something is to be told, and when something is owed. */
interface Wanted {
  readonly wanted?: number | undefined;
  readonly wantedAt?: string | undefined;
  readonly owed?: string | undefined;
  readonly notBefore?: string | undefined;
}

export const isPending = (row: Wanted & Happened): boolean =>
  row.wanted !== undefined && row.wanted > Math.max(row.told ?? 0, row.ended ?? 0);

/**
 * The event starts the first try. Should the event be lost, the sweep finds the row after this time: later than any
 * event that is only slow, so that the sweep does not do its work as well.
 */
export const eventGraceMs = 60_000;

/** What was found too early was what was wanted then: a newer wish, as of a meeting that moved, has a time of its own. */
const isOfOlder = ({ outcome, lastTried = '~', wantedAt = '' }: Wanted & Partial<Happened>): boolean =>
  outcome === 'later' && lastTried < wantedAt;

/** Until when nothing is done but to wait that it arrives; undefined: it has to be sent. */
export const heardBy = ({ awaits, polled, way, wantedAt, outcome, lastTried }: Wanted & Happened): string | undefined =>
  (isOfOlder({ outcome, lastTried, wantedAt }) ? undefined : awaits) ??
  (polled && way === undefined && wantedAt !== undefined ? workingDaysAfter(wantedAt, fetchedWithin) : undefined);

export const tryAt = (row: Wanted & Happened): string | undefined => {
  if (!isPending(row) || row.wantedAt === undefined) return undefined;
  const heard = heardBy(row);
  if (heard !== undefined) return [heard, row.next ?? ''].sort().at(-1);
  return row.next ?? row.notBefore ?? new Date(Date.parse(row.wantedAt) + eventGraceMs).toISOString();
};

interface Due {
  readonly due: string | undefined;
  readonly dueShard: string | undefined;
}

interface Lies {
  readonly isFirstTryDue: boolean;
  readonly mayWait: boolean;
}

/**
 * When the sweep must look at a row (its next try or its earliest deadline), and in which part. Both writers use this.
 *
 * `mayWait`: its recipient stands in the list of lines, by which the sweep finds the parts of recipients. Only for its try does
 * a row lie there: what is owed sooner must not wait for somebody who gives trouble.
 */
export const dueOf = (organisation: string, row: Wanted & Happened, { isFirstTryDue, mayWait }: Lies): Due => {
  const tries = isFirstTryDue || row.next !== undefined ? tryAt(row) : undefined;
  const { owed = '~' } = row;
  if (tries === undefined || tries >= owed) return { due: row.owed, dueShard: row.owed && dueShardOf(organisation) };
  // Only the way to an endpoint is of this recipient alone.
  const waits = mayWait && row.next !== undefined && (row.way === undefined || row.way === 'fhir');
  return { due: tries, dueShard: waits ? waitingFor(organisation) : dueShardOf(organisation) };
};

/**
 * A place in the index that is too early costs one look of the sweep, which then moves it (sweep-referral.ts); to move it each
 * time that a deadline moves away costs two write units. What lies before `asOf` was looked at, and goes.
 */
export const dueOrSooner = (wanted: Due, standing: Readonly<Record<string, unknown>>, asOf: string): Due => {
  const due = instant.parse(standing.due);
  const stays = due !== undefined && asOf < due && due < (wanted.due ?? '') && standing.dueShard === wanted.dueShard;
  return stays ? { ...wanted, due } : wanted;
};
