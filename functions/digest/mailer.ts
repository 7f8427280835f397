import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { mailTo } from '../runtime/mail-to.ts';
import { sesClient } from '../runtime/ses-client.ts';
import type { Mail } from './words.ts';

/** By which SES says what it could not deliver, and of what. */
type Heard = Pick<SendEmailCommandInput, 'ConfigurationSetName' | 'EmailTags'>;

/** Sends one e-mail, or throws. */
export type SendMail = (to: string, mail: Mail) => Promise<void>;

export const sesMailer =
  (from: string, heard: Heard = {}): SendMail =>
  async (to, { subject, text }) => {
    await sesClient().send(
      new SendEmailCommand({
        ...heard,
        FromEmailAddress: from,
        Destination: { ToAddresses: [mailTo(to)] },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: text } } } },
      }),
    );
  };
