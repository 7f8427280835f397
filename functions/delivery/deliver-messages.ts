import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Returned } from './mail/returned.ts';
import type { NotifyStatus } from './organiser/notify-status.ts';
import type { OrganiserSaid } from './organiser/said.ts';
import { type EndpointTest, type Work, workIn } from './queue.ts';

interface DeliverPorts {
  readonly deliver: (referral: string) => Promise<void>;
  /** Sends an organisation the test message that an operator asked for. */
  readonly test: (test: EndpointTest) => Promise<void>;
  /** Looks into the hub's own mailbox. */
  readonly mailbox: () => Promise<void>;
  /** Settles an e-mail that came back. */
  readonly returned: (returned: Returned) => Promise<void>;
  /** Settles what GOV.UK Notify says of a message. */
  readonly notified: (heard: NotifyStatus) => Promise<void>;
  /** Enters what an organiser said of their group. */
  readonly said: (said: OrganiserSaid) => Promise<void>;
  readonly failed: (error: unknown, referral?: string) => void;
}

const keyOf = (work: Work): string => {
  switch (work.kind) {
    case 'test':
      return `test ${work.test.id}`;
    case 'mailbox':
      return 'mailbox';
    case 'returned':
      return `returned ${JSON.stringify(work.returned)}`;
    case 'notify':
      return `notify ${JSON.stringify(work.heard)}`;
    case 'organiser':
      return `organiser ${JSON.stringify(work.said)}`;
    case 'referral':
      return work.referral;
  }
};

const done = (ports: DeliverPorts, work: Work): Promise<void> => {
  switch (work.kind) {
    case 'test':
      return ports.test(work.test);
    case 'mailbox':
      return ports.mailbox();
    case 'returned':
      return ports.returned(work.returned);
    case 'notify':
      return ports.notified(work.heard);
    case 'organiser':
      return ports.said(work.said);
    case 'referral':
      return ports.deliver(work.referral);
  }
};

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
        const key = keyOf(work);
        asked.set(key, { work, messages: [...(asked.get(key)?.messages ?? []), messageId] });
      } catch (error) {
        ports.failed(error);
        failures.push(messageId);
      }
    }
    await Promise.all(
      [...asked.values()].map(async ({ work, messages }) => {
        try {
          await done(ports, work);
        } catch (error) {
          ports.failed(error, work.kind === 'referral' ? work.referral : undefined);
          // The next look into the mailbox comes by itself.
          if (work.kind !== 'mailbox') failures.push(...messages);
        }
      }),
    );
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  };
