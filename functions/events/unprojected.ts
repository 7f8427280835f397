import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type ProjectPorts, projectAgain, readUnprojected, type Unprojected } from './project-records.ts';

/** Puts aside what could not be projected, or what is behind: it is projected again, or an operator finds it. */
export const putAside =
  ({ client, url }: { readonly client: SQSClient; readonly url: string }) =>
  async (what: Unprojected): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(what) }));
  };

/** What was put aside, one message after another: each stays in the queue until it is right. */
export const projectUnprojected =
  (ports: ProjectPorts, failed: (error: unknown) => void) =>
  async (records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
    const failures: string[] = [];
    for (const { messageId, body } of records) {
      try {
        await projectAgain(ports, readUnprojected(body));
      } catch (error) {
        failed(error);
        failures.push(messageId);
      }
    }
    return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
  };
