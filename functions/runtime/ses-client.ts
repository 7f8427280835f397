import { SESv2Client } from '@aws-sdk/client-sesv2';

let client: SESv2Client | undefined;

/** One try: whoever sends has times of its own to try again. An e-mail that SES took without answering in time comes twice then. */
export const sesClient = (): SESv2Client => {
  client ??= new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
  return client;
};
