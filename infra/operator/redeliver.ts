import { setTimeout as sleep } from 'node:timers/promises';
import { deliveryOutcomes } from '../../contracts/lifecycle/codes.ts';
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

type Ports = Pick<Referrals, 'rows' | 'lines' | 'again' | 'changeHolds'>;

/**
 * Gives what did not arrive at an organisation a new round of tries, the first at once: after its endpoint was mended, or
 * when somebody there says that it takes messages again. What has arrived is not sent again. Not before its newest address
 * holds everywhere: nobody redelivers to the one that was just corrected.
 */
export const redeliver = async (at: Ports, referral: string, organisation: string): Promise<string> => {
  const nothing = `Nothing of this referral waits for ${organisation}.`;
  const waits = async () =>
    // What the person is told stands under their coordinator, and goes to no endpoint of its.
    (await at.rows.read(referral)).filter(
      (row) => row.organisation === organisation && row.person === undefined && isWaiting(row),
    );
  if ((await waits()).length === 0) return nothing;
  await at.changeHolds(organisation);
  const began = now();
  const waiting = await waits();
  if (waiting.length === 0) return nothing;
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
  if (isWaiting(row) && (row.lastTried ?? '') < began) return 'on its way';
  return cameTo(row);
};

/** As the ledger says it: that a page was handed over is not that it came. */
const cameTo = ({ outcome, polled, way, told }: Row): string => {
  if (polled && !way) return told ? 'fetched' : 'left to be fetched';
  if (outcome === undefined) return 'tried';
  // A mail that comes back is heard of later, and then the ledger says refused.
  if (outcome === 'sent' && way === 'mail') return 'sent: it was handed over; should it come back, it is listed again';
  const known = Object.entries(deliveryOutcomes).find(([code]) => code === outcome);
  return known ? `${outcome}: ${known[1]}` : outcome;
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
