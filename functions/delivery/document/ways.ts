import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { readSecret } from '../../runtime/secret.ts';
import { sentDocuments } from '../../views/sent-documents.ts';
import { type MailSettings, sesMail } from '../mail/mailer.ts';
import { pageReturned } from '../mail/page-returned.ts';
import { collectMailbox } from '../mesh/collect-mailbox.ts';
import { meshClient } from '../mesh/mesh-client.ts';
import { byDocument } from './by-document.ts';
import { byMail } from './by-mail.ts';
import type { DocumentWays, PagePorts } from './ports.ts';

export const documentWays = (on: PagePorts): DocumentWays => ({
  byDocument: byDocument(on),
  byMail: byMail(on),
  collect: collectMailbox(on),
  returned: pageReturned(on),
});

const credentials = z.object({ password: z.string(), sharedKey: z.string() });

export interface DeployedWays extends Pick<PagePorts, 'area' | 'clock' | 'strange'> {
  readonly views: Parameters<typeof sentDocuments>[0];
  readonly mesh: { readonly url: string; readonly mailbox: string; readonly secretId: string };
  readonly mailBy: MailSettings;
  readonly allowedPrivateOrigins: readonly string[];
}

/** As they are deployed. Without a mailbox there is no MESH, and what would go by it goes the next way. */
export const deployedWays = (by: DeployedWays): DocumentWays => {
  const { clock, allowedPrivateOrigins, area, strange } = by;
  const { url, mailbox, secretId } = by.mesh;
  const secret = async () => credentials.parse(JSON.parse(await readSecret(secretId)));
  const mesh = meshClient({ url, mailbox, secret, clock, nonce: randomUUID, allowedPrivateOrigins });
  return documentWays({
    ...{ area, clock, strange, mail: sesMail(by.mailBy), sent: sentDocuments(by.views) },
    print: async (letter) => (await import('./pdf.ts')).pdfOf(letter),
    ...(mailbox === '' ? {} : { mesh }),
  });
};
