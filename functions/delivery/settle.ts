import { type DeliveryOutcome, deliveryOutcomes } from '../../contracts/lifecycle/codes.ts';
import { fetchedWithin, type Way } from '../../contracts/lifecycle/ways.ts';
import { workingDaysAfter } from '../domain/calendar.ts';
import { attentionOf } from '../views/attention.ts';
import { dueOf, dueOrSooner, type Outcome } from '../views/happened.ts';
import { isFirstTryDue, isOfRecipientAlone, mustArrive, type Row } from '../views/row.ts';
import type { Verdict } from './outcome.ts';
import { nextTry } from './steps.ts';

/** By which way a message was tried, and by which it goes on when that one is used up. */
export interface Course {
  readonly way?: Way | undefined;
  readonly following?: Way | undefined;
}

/** What is written of a row: attributes to set, attributes to remove. */
export interface Change {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

/** Longer than a send can take (10 s, and a token before it): whoever holds a lease that has passed is gone. */
export const leaseMs = 60_000;

const leaseUntil = (now: string): string => new Date(Date.parse(now) + leaseMs).toISOString();

/** One try begins: nobody else begins one until the lease ends. */
export const claimed = (row: Row, now: string): Change => ({
  set: {
    lease: leaseUntil(now),
    lastTried: now,
    attempts: (row.attempts ?? 0) + 1,
  },
  remove: [],
});

const arrived: readonly Outcome[] = ['sent', 'infrastructure-ack', 'business-ack'];
const repeatable: readonly Outcome[] = ['later', 'unknown'];

/** More tries by this way; undefined: it is used up, or has done what it should. */
const nextBy = (row: Row, { outcome, usedUp, retryAfterSeconds }: Verdict, now: string): string | undefined =>
  repeatable.includes(outcome) && !usedUp
    ? nextTry({ attempts: row.attempts ?? 1, began: row.began ?? now }, now, retryAfterSeconds)
    : undefined;

/**
 * What a row says after a try to send `version`. Pure: told, ended, tried again by the steps, handed over, or on another
 * way when this one is used up; where there is none, a human takes over. `row` may hold a newer wish than the one that was
 * sent: then it stays pending.
 */
export const settled = (row: Row, version: number, verdict: Verdict, now: string, course: Course = {}): Change => {
  const { outcome } = verdict;
  const next = nextBy(row, verdict, now);
  const isUsedUp = outcome === 'refused' || (repeatable.includes(outcome) && next === undefined);
  if (isUsedUp && course.following !== undefined && !verdict.everywhere)
    return changeOf(row, goingOn(row, course.following, outcome, now));
  const by = {
    ...{ way: course.way === 'fhir' ? undefined : (course.way ?? row.way), lease: undefined },
    // What its software does from now on it does after what was sent (views/project-referral.ts).
    ...(mustArrive(row) ? {} : { lastTried: now }),
  };
  const { awaits } = verdict;
  if (awaits !== undefined)
    return changeOf(row, {
      ...{ ...by, awaits, outcome, attempts: undefined, began: undefined, next: undefined },
      ...(course.way === 'poll' ? { polled: true } : {}),
    });
  const final: Outcome = isUsedUp && outcome !== 'refused' ? 'by-hand' : outcome;
  return changeOf(row, {
    ...by,
    ...ended(row, version, { outcome: final, isOver: next === undefined, known: verdict.known }),
    ...(next === undefined
      ? { attempts: undefined, began: undefined }
      : { attempts: row.attempts, began: row.began ?? now }),
    ...{ next, outcome: final },
    ...(next === undefined ? { awaits: undefined } : {}),
  });
};

/** What arrived stays arrived for how things stand; a message is refused after all when they find that it is not theirs. */
const ended = (
  row: Row,
  version: number,
  { outcome, isOver, known }: Pick<Verdict, 'outcome' | 'known'> & { readonly isOver: boolean },
): Partial<Row> => {
  const isNewer = version > (row.told ?? 0);
  // What an organiser was told before is what they know: what is said next says what is another than that.
  const knew = row.link !== undefined && isNewer && !known ? row.told : row.knew;
  if (arrived.includes(outcome)) return { told: Math.max(version, row.told ?? 0), ended: row.ended, knew };
  const before = row.link === undefined ? undefined : isNewer ? row.told : row.knew;
  const told = mustArrive(row) && isOver ? before : row.told;
  return { told, ended: isOver ? Math.max(version, row.ended ?? 0) : row.ended };
};

/** A new round of tries by the next way, at once; what is left to be fetched has its time. */
const goingOn = (row: Row, way: Way, outcome: Outcome, now: string): Partial<Row> => ({
  ...{ way, outcome, told: row.message === undefined ? row.told : undefined },
  ...{ attempts: undefined, began: undefined, next: undefined, lease: undefined },
  ...(way === 'poll' ? { polled: true, awaits: workingDaysAfter(now, fetchedWithin) } : { awaits: undefined }),
});

/**
 * It was said to have arrived, and is refused after all while another way is left. Kept before that is tried: what must wait
 * by now is found by it, and a way that tells nobody is no news to a ledger in which it has arrived.
 */
export const takenBack = (row: Row, version: number, { remove }: Change): DeliveryOutcome | undefined =>
  remove.includes('told') && (row.told ?? 0) >= version && row.outcome !== 'sent' ? 'refused' : undefined;

/** What came of a version, after which nothing more is tried. */
export const finalOutcome = ({ set }: Change, version: number): DeliveryOutcome | undefined =>
  (set.told === version || set.ended === version) && isFinal(set.outcome) ? set.outcome : undefined;

const isFinal = (outcome: unknown): outcome is DeliveryOutcome =>
  typeof outcome === 'string' && Object.hasOwn(deliveryOutcomes, outcome);

/** Nothing is sent, and nobody else sends it meanwhile: what came of it is about to be written. */
export const leased = (now: string): Change => ({ set: { lease: leaseUntil(now) }, remove: [] });

/** A row whose try is spared because the way to its recipient is broken: its step passes as if it had been made. */
export const spared = (row: Row, now: string): Change => ({
  set: { lease: leaseUntil(now), attempts: (row.attempts ?? 0) + 1 },
  remove: [],
});

/** How often a message to a paused organisation is looked at: once it is resumed, this and a minute until it goes. */
const pauseLookMs = 300_000;

/** The recipient is paused: the row waits, what was tried so far stays counted, and the time does not. */
export const held = (row: Row, now: string): Change =>
  changeOf(row, {
    next: new Date(Date.parse(now) + pauseLookMs).toISOString(),
    attempts: row.attempts,
    began: undefined,
    lease: undefined,
    outcome: 'later',
  });

/** The same after a try that only showed that nobody is there: it says nothing of this message, so it does not count. */
export const heldAfterTry = (row: Row, now: string): Change => {
  const { attempts: _, ...rest } = row;
  const before = (row.attempts ?? 1) - 1;
  return held(before > 0 ? { ...rest, attempts: before } : rest, now);
};

/**
 * A new round of tries by the first way, at once: by hand, or when a message need not wait any more. What came of the one
 * before is said until the next try.
 */
export const sentAgain = (row: Row): Change =>
  changeOf(row, {
    ...{ ended: undefined, attempts: undefined, began: undefined, next: undefined, way: undefined, awaits: undefined },
    lease: undefined,
  });

/** The same for whoever follows the one who was told. */
export const sentAnew = (row: Row): Change => {
  const { told: _, ...untold } = row;
  const { set, remove } = sentAgain(untold);
  return { set, remove: [...remove, 'told'] };
};

/** Its turn is then. */
export const deferred = (row: Row, next: string): Change => changeOf(row, { next });

/**
 * The same for one whose recipient does not answer, or asked for time: from the first time on its own time runs, or messages
 * behind each other would each have three days, one after another. `began` undefined: nobody is at fault.
 */
export const putOff = (row: Row, next: string, began: string | undefined): Change =>
  changeOf(row, { next, began: began && (row.began ?? began) });

/** Whoever makes a row wait for its recipient has seen to it that this one stands in the list of lines. */
const changeOf = (row: Row, after: Partial<Row>): Change => {
  const both = { ...row, ...after };
  const isFirst = isFirstTryDue(both, mustArrive(row));
  const exactly = dueOf(row.organisation, both, { isFirstTryDue: isFirst, mayWait: isOfRecipientAlone(row) });
  const target = {
    ...after,
    // Of deadlines alone: what waits for its next try is looked at then.
    ...(exactly.due === row.owed ? dueOrSooner(exactly, row.item, row.lastTried ?? '') : exactly),
    ...attentionOf(both),
  };
  const entries = Object.entries(target);
  return {
    set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    remove: entries.filter(([, value]) => value === undefined).map(([name]) => name),
  };
};
