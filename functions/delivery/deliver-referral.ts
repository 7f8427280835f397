import type { Paused } from '../domain/participant.ts';
import type { Row } from '../views/row.ts';
import type { RowWrite, Wrote } from '../views/row-store.ts';
import { behind, headOf, isLeased, type Lane, lanesOf, mustWait } from './lanes.ts';
import { gone, type Verdict } from './outcome.ts';
import { pauseOf } from './paused.ts';
import type { DeliveryPorts } from './ports.ts';
import { type Change, claimed, deferred, held, heldAfterTry, settled } from './settle.ts';
import { queueDelay } from './steps.ts';
import { tryOnce } from './try-once.ts';

/** Within the time that one invocation has: what is left goes on with the next message from the queue. */
const mostPasses = 3;
const mostRounds = 3;
const mostWrites = 5;

/**
 * Sends everything of a referral that is wanted, not told and not waiting. An event, a queue delay and the sweep all come
 * here; each only says "look". A row is claimed before it is sent and settled under that claim, so two at once send once.
 *
 * Who sent something looks once more: whoever looked meanwhile saw the claim, and left what is new to its holder.
 */
export const deliverReferral =
  (ports: DeliveryPorts) =>
  async (referral: string): Promise<void> => {
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const lanes = lanesOf(await ports.rows.read(referral));
      const ends = await Promise.allSettled(lanes.map((lane) => runLane(ports, lane)));
      // Only when every lane has come to its end: a function that is frozen must not be in the middle of a send.
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
      if (!ends.some((end) => end.status === 'fulfilled' && end.value)) return;
    }
    await ports.again(referral, 0);
  };

/** Whether something was sent. */
const runLane = async (ports: DeliveryPorts, lane: Lane): Promise<boolean> => {
  let rows = lane;
  let sent = false;
  for (let round = 0; round < mostRounds; round += 1) {
    const head = headOf(rows);
    const now = ports.clock();
    if (!head || isLeased(head, now)) return sent;
    if (mustWait(head, now)) {
      await deferRest(ports, rows, head);
      return sent;
    }
    const paused = await pauseOf(ports, head.organisation);
    if (paused) {
      await holdLane(ports, rows, head, paused);
      return sent;
    }
    const after = await tellHead(ports, head, now);
    if (!after) return sent;
    sent = true;
    rows = rows.map((row) => (row.sk === after.sk ? after : row));
  }
  return sent;
};

/** Nothing is claimed or tried; the sweep looks again, and in order, once the head's time has come. */
const holdLane = async (ports: DeliveryPorts, lane: Lane, head: Row, { reason }: Paused): Promise<void> => {
  const wrote = await ports.rows.write(writeOf(head, held(head, ports.clock())));
  if (wrote.kind !== 'written') return;
  ports.reportHeld({ referral: head.referral, recipient: head.organisation, reason });
  await deferRest(ports, lane, wrote.row);
};

/** Claims, sends and settles one row; the row as it stands after, or undefined when somebody else has it. */
const tellHead = async (ports: DeliveryPorts, row: Row, now: string): Promise<Row | undefined> => {
  const claim = await ports.rows.write(writeOf(row, claimed(row, now)));
  // Somebody wrote it since it was read: whoever that was has sent it or has put a newer wish there.
  if (claim.kind === 'moved') return claim.now && !isLeased(claim.now, now) ? claim.now : undefined;
  const mine = claim.row;
  const version = mine.wanted ?? 0;
  const verdict = await tryOnce(ports, mine, version);
  const after = await settle(ports, mine, version, verdict);
  if (!after) return undefined;
  const attempt = attemptOf(mine, version, verdict, after);
  ports.report(attempt);
  if (mine.message !== undefined && after.next === undefined) await ports.messageSettled?.(attempt, mine.message);
  if (after.next !== undefined && verdict.reason !== gone) await waitFor(ports, after.referral, after.next);
  return after;
};

/** Under the claim alone: whoever lost it has nothing to say. A newer wish that came in between is kept. */
const settle = async (
  { rows, clock }: DeliveryPorts,
  mine: Row,
  version: number,
  verdict: Verdict,
): Promise<Row | undefined> => {
  let row = mine;
  for (let n = 0; n < mostWrites; n += 1) {
    const change = verdict.reason === gone ? heldAfterTry(row, clock()) : settled(row, version, verdict, clock());
    const wrote: Wrote = await rows.write(writeOf(row, change));
    if (wrote.kind === 'written') return wrote.row;
    if (!wrote.now || wrote.now.lease !== mine.lease) return undefined;
    row = wrote.now;
  }
  throw new Error('A row that was sent was written by others five times');
};

const attemptOf = (row: Row, version: number, verdict: Verdict, after: Row) => ({
  referral: row.referral,
  recipient: row.organisation,
  version,
  attempt: row.attempts ?? 1,
  verdict,
  givenUp: (after.ended ?? 0) >= version && after.outcome !== 'withdrawn',
});

/** The rest of a lane waits for its head, and the sweep does not look at it before. */
const deferRest = async ({ rows }: DeliveryPorts, lane: Lane, head: Row): Promise<void> => {
  const { next } = head;
  if (next === undefined) return;
  const late = behind(lane, head).filter((row) => (row.next ?? '') < next);
  await Promise.all(late.map((row) => rows.write(writeOf(row, deferred(row, next)))));
};

/** The short waits; the sweep does the others, and these too should the queue fail. */
const waitFor = async (ports: DeliveryPorts, referral: string, next: string): Promise<void> => {
  const seconds = queueDelay(next, ports.clock());
  if (seconds !== undefined) await ports.again(referral, seconds);
};

const writeOf = (row: Row, { set, remove }: Change): RowWrite => ({
  referral: row.referral,
  sk: row.sk,
  from: row,
  set,
  remove,
});
