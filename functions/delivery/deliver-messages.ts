import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { referralIn } from './queue.ts';

/**
 * Messages of one batch that are about the same referral are one look at it. What fails is not deleted: it comes again,
 * and in the end it is in the dead-letter queue.
 */
export const deliverMessages =
  (ports: { deliver: (referral: string) => Promise<void>; failed: (error: unknown, referral?: string) => void }) =>
  async (records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
    const failures: string[] = [];
    const asked = new Map<string, string[]>();
    for (const { body, messageId } of records) {
      try {
        const referral = referralIn(body);
        asked.set(referral, [...(asked.get(referral) ?? []), messageId]);
      } catch (error) {
        ports.failed(error);
        failures.push(messageId);
      }
    }
    await Promise.all(
      [...asked].map(async ([referral, messages]) => {
        try {
          await ports.deliver(referral);
        } catch (error) {
          ports.failed(error, referral);
          failures.push(...messages);
        }
      }),
    );
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  };
