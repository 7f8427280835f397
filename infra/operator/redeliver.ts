import { setTimeout as sleep } from 'node:timers/promises';
import { isLeased } from '../../functions/delivery/lanes.ts';
import { sentAgain } from '../../functions/delivery/settle.ts';
import { writeOf } from '../../functions/delivery/tell-head.ts';
import { now } from '../../functions/runtime/clock.ts';
import { mostTries } from '../../functions/usecases/most-tries.ts';
import type { Row } from '../../functions/views/row.ts';
import type { Referrals } from './referrals.ts';

/** Longer than two sends may take. */
const patienceMs = 30_000;

const isWaiting = ({ wanted, told }: Row): boolean => wanted !== undefined && (told ?? 0) < wanted;
/** Nothing is to be sent any more; it need not have arrived for that. */
const isPutBy = ({ wanted }: Row): boolean => wanted === undefined;
const what = ({ message }: Row): string => (message ? `message ${message.split('.')[1]}` : 'how things stand');

/**
 * Gives what did not arrive at an organisation a new round of tries, the first at once: after its endpoint was mended, or
 * when somebody there says that it takes messages again. What has arrived is not sent again.
 */
export const redeliver = async (
  at: Pick<Referrals, 'rows' | 'lines' | 'again'>,
  referral: string,
  organisation: string,
): Promise<string> => {
  const began = now();
  const waiting = (await at.rows.read(referral)).filter((row) => row.organisation === organisation && isWaiting(row));
  if (waiting.length === 0) return `Nothing of this referral waits for ${organisation}.`;
  await openLine(at, organisation);
  await Promise.all(waiting.map((row) => anew(at, row, began)));
  await at.again(referral);
  const lines = (await cameOf(at, referral, waiting, began)).map(
    (row) => `${organisation} ${what(row)}: ${says(row, began)}`,
  );
  return lines.join('\n');
};

const says = (row: Row, began: string): string => {
  if (isPutBy(row)) return 'not sent: a person has read it meanwhile, or finds out first whether it is for them';
  if (!isWaiting(row)) return 'arrived';
  return (row.lastTried ?? '') >= began ? (row.outcome ?? 'tried') : 'on its way';
};

/** Whoever wrote it meanwhile may have given it a step of its own; who is just sending it need not be told to. */
const anew = async ({ rows }: Pick<Referrals, 'rows'>, from: Row, began: string): Promise<void> => {
  let row: Row | undefined = from;
  for (let n = 0; n < mostTries && row && isWaiting(row) && !isLeased(row, began); n += 1) {
    const wrote = await rows.write(writeOf(row, sentAgain(row)));
    if (wrote.kind === 'written') return;
    row = wrote.now;
  }
};

/** A person knows better than the breaker: the next try is a probe. */
const openLine = async ({ lines }: Pick<Referrals, 'lines'>, organisation: string): Promise<void> => {
  const line = await lines.read(organisation);
  if (line?.until !== undefined) await lines.write(organisation, line, { ...line, until: undefined, changed: now() });
};

const cameOf = async (
  { rows }: Pick<Referrals, 'rows'>,
  referral: string,
  waiting: readonly Row[],
  began: string,
): Promise<readonly Row[]> => {
  const until = performance.now() + patienceMs;
  for (;;) {
    const standing = (await rows.read(referral)).filter((row) => waiting.some(({ sk }) => sk === row.sk));
    const isOver = standing.every(
      (row) => !isWaiting(row) || ((row.lastTried ?? '') >= began && row.lease === undefined),
    );
    if (isOver || performance.now() > until) return standing;
    await sleep(200);
  }
};
