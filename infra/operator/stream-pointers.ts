import { z } from 'zod';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { compareReferral } from '../../functions/views/project-referral.ts';
import { changedBetween } from './changed-between.ts';
import { messageOf } from './command.ts';
import { rebuild } from './rebuild.ts';
import type { Referrals } from './referrals.ts';
import { republish } from './republish.ts';

/**
 * What Lambda puts on the failure destination of a stream: where the records lay that crashed their reader, not the records.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
const pointer = z.object({
  timestamp: z.iso.datetime(),
  DDBStreamBatchInfo: z.object({ approximateArrivalOfFirstRecord: z.iso.datetime().optional() }),
});
type StreamPointer = z.infer<typeof pointer>;

/** undefined for what is no such message. */
export const readPointer = (body: string): StreamPointer | undefined => {
  try {
    return pointer.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
};

/** The clock of the stream and that of the functions are not one. */
const apart = 10 * 60_000;
/** DynamoDB keeps records for so long: where a pointer does not say when its first one came, none is older. */
const streamKeeps = 24 * 3_600_000;

const at = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

/**
 * Reading the stream at that place again would do nothing that the ledger does not allow at any time, also once the stream
 * has forgotten: the rows of every referral that changed then are made again, and what those versions told is told again.
 * Settled only where afterwards every row is right.
 */
export const settlePointer = async (
  referrals: Referrals,
  { timestamp, DDBStreamBatchInfo: { approximateArrivalOfFirstRecord: first } }: StreamPointer,
  say: (line: string) => void,
): Promise<boolean> => {
  const from = first === undefined ? at(timestamp, -streamKeeps) : at(first, -apart);
  const changed = await changedBetween(referrals.table, from, at(timestamp, apart));
  say(
    `Something of ${first ?? timestamp} crashed the reader of the stream. Referrals that changed about then: ${changed.length}.`,
  );
  let failed = 0;
  for (const referral of changed) {
    try {
      say(await rebuild(referrals, referral));
      say(await republish(referrals, referral));
      const left = await compareReferral(referrals)(referral);
      if (!left || left.changes.length + left.surplus.length > 0) throw new Error('its rows are not right yet');
    } catch (error) {
      failed += 1;
      say(`FAILED ${referenceOf(referral)} ${referral}: ${messageOf(error)}`);
    }
  }
  return failed === 0;
};
