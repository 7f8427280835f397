import { deadlines } from '../../contracts/lifecycle/deadlines.ts';
import { workThrough } from '../runtime/work-through.ts';
import type { Clock } from '../usecases/ports.ts';
import { isPending, tryAt } from '../views/happened.ts';
import { isOrganiserKey } from '../views/keys.ts';
import type { Comparison } from '../views/project-referral.ts';
import { seenBy, versionsAfter } from '../views/seen-versions.ts';
import type { Unprojected } from './project-records.ts';

interface ReconcilePorts {
  /** Referrals made on the day of an instant, then or later. */
  readonly born: (since: string) => Promise<readonly string[]>;
  /** Open referrals: each owes something, and stands with its coordinator. */
  readonly open: () => Promise<readonly string[]>;
  /** Referrals that ended since an instant, or changed after their end: nothing need be owed in them any more. */
  readonly ended: (since: string) => Promise<readonly string[]>;
  readonly compare: (referral: string) => Promise<Comparison | undefined>;
  /** To be projected, and its versions told. */
  readonly behind: (what: Unprojected) => Promise<void>;
  /** To be looked at by delivery. */
  readonly again: (referral: string) => Promise<void>;
  readonly clock: Clock;
  readonly report: (found: Found) => void;
  readonly failed: (error: unknown, referral: string) => void;
}

export interface Found {
  readonly referral: string;
  readonly fault: 'behind' | 'undelivered';
}

/** Far longer than the stream keeps its records (24 h): this comparison may have been broken as well as what reads the stream. */
const daysBack = 14;
const dayMs = 86_400_000;
/** What is new is looked at by three runs in turn: one that failed, or came late, leaves none of it to the next day. */
const newMs = 3 * 3_600_000;
/** Results may be corrected for so long after the end (DESIGN 4), and a day more. */
const endedBackMs = (deadlines.graceDays + 1) * dayMs;
/** A version may be on its way to the rows for so long, and a message to its recipient, before anybody says that it is late. */
const graceMs = { behind: 120_000, undelivered: 900_000 } as const;
/** A run ends before the next begins. */
const longestMs = 240_000;

/**
 * Compares with the rows, each hour, what is new, what was made on another day of the last fortnight, and another part of all that is
 * open or ended lately: a projection that was missed, whatever the reason, leaves no referral behind for longer than a day. What is found
 * wanting goes the way of everything else that was not projected.
 * Answers how many were found; throws when it could not look at all of them.
 */
export const reconcile = (ports: ReconcilePorts) => async (): Promise<number> => {
  const now = ports.clock();
  const through = { ...ports, longestMs, look: (one: string) => look(ports, one, now) };
  const { count, failed, left } = await workThrough(await toLookAt(ports, now), through);
  if (failed.length + left.length > 0)
    throw new Error(`${failed.length} referrals could not be compared, ${left.length} were not reached`);
  return count;
};

const toLookAt = async ({ born, open, ended }: ReconcilePorts, now: string): Promise<string[]> => {
  const hour = new Date(now).getUTCHours();
  const before = (ms: number): string => new Date(Date.parse(now) - ms).toISOString();
  // In the nth hour of a day all of the nth day before it.
  const ofFortnight = hour >= 1 && hour <= daysBack ? [dayOf(before(hour * dayMs))] : [];
  const made = [...sinceThen(before(newMs), now), ...ofFortnight];
  const [owing, late, ...days] = await Promise.all([open(), ended(before(endedBackMs)), ...made.map(born)]);
  const inTurn = [...owing, ...late].filter((referral) => hourOf(referral) === hour);
  return [...new Set([...days.flat(), ...inTurn])];
};

const dayOf = (instant: string): string => instant.slice(0, 10);

/** Each day has a part of the index to itself. */
const sinceThen = (since: string, now: string): readonly string[] =>
  dayOf(since) === dayOf(now) ? [since] : [since, dayOf(now)];

/** The hour of each day in which one that is open or ended lately is looked at. Ids end in chance. */
const hourOf = (referral: string): number => Number.parseInt(referral.slice(-4), 36) % 24;

const look = async (ports: ReconcilePorts, id: string, now: string): Promise<number> => {
  const compared = await ports.compare(id);
  if (!compared) return 0;
  const { referral, changes, surplus, standing } = compared;
  const before = (ms: number): string => new Date(Date.parse(now) - ms).toISOString();
  if (changes.length + surplus.length > 0 && referral.at < before(graceMs.behind)) {
    await ports.behind({ referral: id, versions: untold(compared) });
    if (isOfLinksAlone(compared)) return 0;
    ports.report({ referral: id, fault: 'behind' });
    return 1;
  }
  const late = standing.some((row) => isPending(row) && (tryAt(row) ?? '~') < before(graceMs.undelivered));
  if (!late) return 0;
  ports.report({ referral: id, fault: 'undelivered' });
  await ports.again(id);
  return 1;
};

/**
 * The human of a group was entered, or is gone, after that part of the referral had ended: no change of it was missed and nobody is to be
 * sent anything, so that it is put right without an alarm.
 */
const isOfLinksAlone = ({ changes, surplus }: Comparison): boolean =>
  changes.every(({ sk, set }) => isOrganiserKey(sk) && set.wanted === undefined) &&
  surplus.every(({ sk }) => isOrganiserKey(sk));

/** The versions that no row has seen; the newest one where that cannot be told. Telling one again is harmless. */
const untold = ({ referral: { version }, standing }: Comparison): number[] =>
  versionsAfter(Math.min(seenBy(standing), version - 1), version);
