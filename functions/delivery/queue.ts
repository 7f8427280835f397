import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { referralId } from '../../contracts/ids.ts';
import { organisationCode } from '../../contracts/organisation-code.ts';
import { type Returned, returnedIn } from './mail/returned.ts';
import { type NotifyStatus, statusIn } from './organiser/notify-status.ts';
import { type OrganiserSaid, saidIn } from './organiser/said.ts';

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

const mailboxRequest = JSON.stringify({ mailbox: true });

/** Puts "look into the mailbox" on it. */
export const askMailbox =
  ({ client, url }: { readonly client: SQSClient; readonly url: string }) =>
  async (): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: mailboxRequest }));
  };

/** MESH asks its callers not to look more often than every five minutes. */
export const isMailboxMinute = (now: string): boolean => new Date(now).getUTCMinutes() % 5 === 0;

/** A test of an organisation's endpoint: who asked for it looks for what came of it under this id. */
export interface EndpointTest {
  readonly id: string;
  readonly organisation: string;
  /** Its webhook, and not its endpoint. */
  readonly webhook?: boolean | undefined;
}

/** What an operator puts on the delivery queue: "send this organisation a test message". */
export const testRequest = (test: EndpointTest): string => JSON.stringify({ test });

const referral = z.string().check(z.regex(referralId));
const asked = z.object({ referral });
/** The event as the rule hands it over: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
const event = z.object({ detail: z.object({ data: asked }) });

const tested = z.object({
  test: z.object({
    ...{ id: referral, organisation: z.string().check(z.regex(organisationCode)) },
    webhook: z.optional(z.boolean()),
  }),
});

const mailbox = z.object({ mailbox: z.literal(true) });

/**
 * What a message of the delivery queue asks for: a referral to look at, of an event nothing else; a test; the mailbox; or what
 * SES says of an e-mail.
 */
export type Work =
  | { readonly kind: 'returned'; readonly returned: Returned }
  | { readonly kind: 'referral'; readonly referral: string }
  | { readonly kind: 'mailbox' }
  | { readonly kind: 'notify'; readonly heard: NotifyStatus }
  | { readonly kind: 'organiser'; readonly said: OrganiserSaid }
  | { readonly kind: 'test'; readonly test: EndpointTest };

export const workIn = (body: string): Work => {
  const value: unknown = JSON.parse(body);
  const test = tested.safeParse(value);
  if (test.success) return { kind: 'test', test: test.data.test };
  if (mailbox.safeParse(value).success) return { kind: 'mailbox' };
  const returned = returnedIn(value);
  if (returned) return { kind: 'returned', returned };
  const heard = statusIn(value);
  if (heard) return { kind: 'notify', heard };
  const said = saidIn(value);
  if (said) return { kind: 'organiser', said };
  const found = asked.safeParse(value);
  return { kind: 'referral', referral: found.success ? found.data.referral : event.parse(value).detail.data.referral };
};
