import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { sesClient } from '../runtime/ses-client.ts';
import type { Mail } from './words.ts';

/** Sends one e-mail, or throws. */
export type SendMail = (to: string, mail: Mail) => Promise<void>;

export const sesMailer =
  (from: string): SendMail =>
  async (to, { subject, text }) => {
    await sesClient().send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
      }),
    );
  };
