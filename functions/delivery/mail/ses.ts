import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

let client: SESv2Client | undefined;

/** One try, the next is a step of the message. Whatever SES throws, the e-mail has not left. */
export const sendRaw = async (from: string, to: string, raw: string): Promise<boolean> => {
  client ??= new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
  try {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: Buffer.from(raw, 'utf8') } },
      }),
    );
    return true;
  } catch {
    return false;
  }
};
