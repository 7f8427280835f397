import { z } from 'zod';
import type { Outcome } from './messages.ts';

const response = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() }).nullish();

/**
 * Identifiers of the items that a batch function could not do, or 'all' if it failed or answered what cannot be read.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export const failuresIn = (outcome: Outcome): readonly string[] | 'all' => {
  if (!outcome.ok) return 'all';
  const parsed = response.safeParse(JSON.parse(outcome.result));
  if (!parsed.success) return 'all';
  const failed = (parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failed.includes('') ? 'all' : failed;
};
