import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail } from './words.ts';

/** Sends one e-mail, or throws. */
export type SendMail = (to: string, mail: Mail) => Promise<void>;

/** One try: an e-mail that was sent twice is worse than one that waits for the next time of the schedule. */
export const sesMailer = (from: string): SendMail => {
  const client = new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
  return async (to, { subject, text }) => {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
      }),
    );
  };
};
