import { setTimeout as sleep } from 'node:timers/promises';
import { failuresIn } from '../lambda/batch-response.ts';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { FunctionError } from '../lambda/messages.ts';
import { recordOf, sequenceOf } from './records.ts';
import type { StreamRecord } from './shards.ts';

export interface BatchProps {
  readonly fn: LocalFunction;
  readonly arn: string;
  readonly region: string;
  readonly retries: number;
  /** No further attempt: what is left comes again after a start. */
  readonly stopped: () => boolean;
  readonly now: () => number;
  /** Told after each attempt since when its records are known: nothing is younger than that. */
  readonly tried: (since: number) => void;
  /** Told of each record that was handled, or given up, in order. */
  readonly reached: (sequence: string) => void;
  readonly giveUp: (records: readonly StreamRecord[], error: FunctionError, attempts: number) => void;
}

const unreported: FunctionError = { errorType: 'BatchItemFailure', errorMessage: 'The function reported the record' };

/**
 * Hands a batch over until each record is handled or given up. A reported record is tried again with what follows it; a
 * batch that fails as a whole is halved, which costs no attempt, as in Lambda.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const handleBatch = async (
  records: readonly StreamRecord[],
  props: BatchProps,
  attempt = 1,
  since = props.now(),
): Promise<void> => {
  const outcome = await props.fn.invoke({
    Records: records.map((record) => recordOf(record, props.arn, props.region)),
  });
  props.tried(since);
  const failed = failuresIn(outcome);
  const done = failed === 'all' ? 0 : doneBefore(records, failed);
  const last = records[done - 1];
  if (last) props.reached(sequenceOf(last));
  const left = records.slice(done);
  if (left.length === 0 || props.stopped()) return;
  if (failed === 'all' && left.length > 1) {
    const half = Math.ceil(left.length / 2);
    await handleBatch(left.slice(0, half), props, attempt, since);
    return handleBatch(left.slice(half), props, attempt, since);
  }
  if (attempt > props.retries) return setAside(left, props, outcome.ok ? unreported : outcome.error, attempt, since);
  await sleep(Math.min(50 * 2 ** attempt, 2_000));
  return handleBatch(left, props, attempt + 1, since);
};

/** How many were done before the first that was reported. A report that names none of them counts as all failed. */
const doneBefore = (records: readonly StreamRecord[], failed: readonly string[]): number => {
  if (failed.length === 0) return records.length;
  return Math.max(
    0,
    records.findIndex((record) => failed.includes(sequenceOf(record))),
  );
};

/** Only the record at fault: those behind it have attempts of their own. */
const setAside = async (
  left: readonly StreamRecord[],
  props: BatchProps,
  error: FunctionError,
  attempt: number,
  since: number,
): Promise<void> => {
  const [worst, ...rest] = left;
  if (!worst) return;
  props.giveUp([worst], error, attempt);
  props.reached(sequenceOf(worst));
  if (rest.length > 0) await handleBatch(rest, props, 1, since);
};
