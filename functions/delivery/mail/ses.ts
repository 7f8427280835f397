import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mailTo } from '../../runtime/mail-to.ts';
import { sesClient } from '../../runtime/ses-client.ts';
import type { MailSettings } from './mailer.ts';

/** Throws where SES did not take it, or took it without an answer in time: the next step sends the same page again. */
export const sendRaw = async (
  { from, configurationSet }: MailSettings,
  { to, id }: { readonly to: string; readonly id: string },
  raw: string,
): Promise<void> => {
  await sesClient().send(
    new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [mailTo(to)] },
      Content: { Raw: { Data: Buffer.from(raw, 'utf8') } },
      ConfigurationSetName: configurationSet,
      // Whatever SES says of this e-mail later names it by this.
      EmailTags: [{ Name: 'document', Value: id }],
    }),
  );
};
