import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { sesClient } from '../../runtime/ses-client.ts';
import type { MailSettings } from './mailer.ts';

/** false: SES did not take it. What it took without an answer in time counts as that too: the next step sends the same page again. */
export const sendRaw = async (
  { from, configurationSet }: MailSettings,
  { to, id }: { readonly to: string; readonly id: string },
  raw: string,
): Promise<boolean> => {
  try {
    await sesClient().send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: Buffer.from(raw, 'utf8') } },
        ConfigurationSetName: configurationSet,
        // Whatever SES says of this e-mail later names it by this.
        EmailTags: [{ Name: 'document', Value: id }],
      }),
    );
    return true;
  } catch {
    return false;
  }
};
