import { type DeliveryOutcome, deliveryOutcomes } from '../../contracts/lifecycle/codes.ts';
import { attentionOf } from '../views/attention.ts';
import { dueOf, type Outcome } from '../views/happened.ts';
import { isFirstTryDue, type Row } from '../views/row.ts';
import type { Verdict } from './outcome.ts';
import { nextTry } from './steps.ts';

/** What is written of a row: attributes to set, attributes to remove. */
export interface Change {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

/** Longer than a send can take (10 s, and a token before it): whoever holds a lease that has passed is gone. */
const leaseMs = 60_000;

/** One try begins: nobody else begins one until the lease ends. */
export const claimed = (row: Row, now: string): Change => ({
  set: {
    lease: new Date(Date.parse(now) + leaseMs).toISOString(),
    lastTried: now,
    attempts: (row.attempts ?? 0) + 1,
  },
  remove: [],
});

const arrived: readonly Outcome[] = ['sent', 'infrastructure-ack', 'business-ack'];
const repeatable: readonly Outcome[] = ['later', 'unknown'];

/**
 * What a row says after a try to send `version`. Pure: told, ended or tried again by the steps; when they are used up, a
 * human takes over. `row` may hold a newer wish than the one that was sent: then it stays pending.
 */
export const settled = (row: Row, version: number, verdict: Verdict, now: string): Change => {
  const next = repeatable.includes(verdict.outcome)
    ? nextTry(row.attempts ?? 1, now, verdict.retryAfterSeconds)
    : undefined;
  const givenUp = repeatable.includes(verdict.outcome) && next === undefined;
  const outcome: Outcome = givenUp ? 'by-hand' : verdict.outcome;
  const after = {
    told: arrived.includes(outcome) ? Math.max(version, row.told ?? 0) : row.told,
    ended: !arrived.includes(outcome) && next === undefined ? Math.max(version, row.ended ?? 0) : row.ended,
    attempts: next === undefined ? undefined : row.attempts,
    next,
    lease: undefined,
    outcome,
  };
  return changeOf(row, after);
};

/** The outcome of a change after which nothing more is tried. */
export const finalOutcome = ({ set }: Change): DeliveryOutcome | undefined => {
  const outcome = set.next === undefined ? set.outcome : undefined;
  return isFinal(outcome) ? outcome : undefined;
};

const isFinal = (outcome: unknown): outcome is DeliveryOutcome =>
  typeof outcome === 'string' && Object.hasOwn(deliveryOutcomes, outcome);

/** A row whose try was spared because the way to its recipient is broken: its step passes as if it had been made. */
export const skippedTry = (row: Row): Row => ({ ...row, attempts: (row.attempts ?? 0) + 1 });

/** How often a message to a paused organisation is looked at: once it is resumed, this and a minute until it goes. */
const pauseLookMs = 300_000;

/** The recipient is paused: the row waits, and what was tried so far stays counted. */
export const held = (row: Row, now: string): Change =>
  changeOf(row, {
    next: new Date(Date.parse(now) + pauseLookMs).toISOString(),
    attempts: row.attempts,
    lease: undefined,
    outcome: 'later',
  });

/** The same after a try that only showed that nobody is there: it says nothing of this message, so it does not count. */
export const heldAfterTry = (row: Row, now: string): Change => {
  const { attempts: _, ...rest } = row;
  const before = (row.attempts ?? 1) - 1;
  return held(before > 0 ? { ...rest, attempts: before } : rest, now);
};

/** A new round of tries, by hand, beginning at once. What came of the one before is said until the next try. */
export const sentAgain = (row: Row): Change =>
  changeOf(row, { ended: undefined, attempts: undefined, next: undefined });

/** Behind another message of the same recipient, which must arrive first: not before that one is tried. */
export const deferred = (row: Row, next: string): Change => changeOf(row, { next });

const changeOf = (row: Row, after: Partial<Row>): Change => {
  const target = {
    ...after,
    ...dueOf(row.organisation, { ...row, ...after }, isFirstTryDue(row, row.message !== undefined)),
    ...attentionOf({ ...row, ...after }),
  };
  const entries = Object.entries(target);
  return {
    set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    remove: entries.filter(([, value]) => value === undefined).map(([name]) => name),
  };
};
