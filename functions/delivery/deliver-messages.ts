import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type EndpointTest, type Work, workIn } from './queue.ts';

interface DeliverPorts {
  readonly deliver: (referral: string) => Promise<void>;
  /** Sends an organisation the test message that an operator asked for. */
  readonly test: (test: EndpointTest) => Promise<void>;
  readonly failed: (error: unknown, referral?: string) => void;
}

/**
 * Messages of one batch that are about the same referral are one look at it. What fails is not deleted: it comes again,
 * and in the end it is in the dead-letter queue.
 */
export const deliverMessages =
  (ports: DeliverPorts) =>
  async (records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
    const failures: string[] = [];
    const asked = new Map<string, { work: Work; messages: string[] }>();
    for (const { body, messageId } of records) {
      try {
        const work = workIn(body);
        const key = work.kind === 'test' ? `test ${work.test.id}` : work.referral;
        asked.set(key, { work, messages: [...(asked.get(key)?.messages ?? []), messageId] });
      } catch (error) {
        ports.failed(error);
        failures.push(messageId);
      }
    }
    await Promise.all(
      [...asked.values()].map(async ({ work, messages }) => {
        try {
          await (work.kind === 'test' ? ports.test(work.test) : ports.deliver(work.referral));
        } catch (error) {
          ports.failed(error, work.kind === 'test' ? undefined : work.referral);
          failures.push(...messages);
        }
      }),
    );
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  };
