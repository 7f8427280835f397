import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

/** A message is one short call; without these limits the SDK would wait for ever. */
export const sqsClient = (): SQSClient =>
  new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });

/** Puts a referral on the delivery queue: "look at it", after so many seconds (SQS takes up to 900). */
export const askAgain =
  ({ client, url }: { readonly client: SQSClient; readonly url: string }) =>
  async (referral: string, seconds: number): Promise<void> => {
    await client.send(
      new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify({ referral }), DelaySeconds: seconds }),
    );
  };

const referral = z.string().check(z.regex(/^[0-9a-z]{26}$/));
const asked = z.object({ referral });
/** The event as the rule hands it over: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
const event = z.object({ detail: z.object({ data: asked }) });

/** The referral that a message of the delivery queue is about; of an event nothing else is needed. */
export const referralIn = (body: string): string => {
  const value: unknown = JSON.parse(body);
  const found = asked.safeParse(value);
  return found.success ? found.data.referral : event.parse(value).detail.data.referral;
};
