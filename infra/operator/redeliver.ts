import { setTimeout as sleep } from 'node:timers/promises';
import { isLeased } from '../../functions/delivery/lanes.ts';
import { sentAgain } from '../../functions/delivery/settle.ts';
import { writeOf } from '../../functions/delivery/tell-head.ts';
import { now } from '../../functions/runtime/clock.ts';
import type { Row } from '../../functions/views/row.ts';
import type { Referrals } from './referrals.ts';

/** Longer than two sends may take. */
const patienceMs = 30_000;

const hasArrived = ({ wanted, told }: Row): boolean => wanted === undefined || (told ?? 0) >= wanted;
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
  const waiting = (await at.rows.read(referral)).filter((row) => row.organisation === organisation && !hasArrived(row));
  if (waiting.length === 0) return `Nothing of this referral waits for ${organisation}.`;
  const free = waiting.filter((row) => !isLeased(row, began));
  await openLine(at, organisation);
  await Promise.all(free.map((row) => at.rows.write(writeOf(row, sentAgain(row)))));
  await at.again(referral);
  const lines = (await cameOf(at, referral, waiting, began)).map((row) => {
    if (hasArrived(row)) return `${organisation} ${what(row)}: arrived`;
    return `${organisation} ${what(row)}: ${(row.lastTried ?? '') >= began ? (row.outcome ?? 'tried') : 'on its way'}`;
  });
  return lines.join('\n');
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
      (row) => hasArrived(row) || ((row.lastTried ?? '') >= began && row.lease === undefined),
    );
    if (isOver || performance.now() > until) return standing;
    await sleep(200);
  }
};
