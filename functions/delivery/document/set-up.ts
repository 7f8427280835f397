import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { readSecret } from '../../runtime/secret.ts';
import type { Clock } from '../../usecases/ports.ts';
import { sentDocuments } from '../../views/sent-documents.ts';
import { sesMail } from '../mail/mailer.ts';
import { meshClient } from '../mesh/mesh-client.ts';
import { printed } from './lazily.ts';
import type { DocumentPorts } from './ports.ts';

const credentials = z.object({ password: z.string(), sharedKey: z.string() });

/** The ways of pages as they are deployed. Without a mailbox there is no MESH, and what would go by it goes the next way. */
export const documentPorts = (by: {
  readonly views: Parameters<typeof sentDocuments>[0];
  readonly mesh: { readonly url: string; readonly mailbox: string; readonly secretId: string };
  readonly mailFrom: string;
  readonly clock: Clock;
  readonly allowedPrivateOrigins: readonly string[];
}): DocumentPorts => {
  const { clock, allowedPrivateOrigins, mesh } = by;
  const secret = async () => credentials.parse(JSON.parse(await readSecret(mesh.secretId)));
  const { url, mailbox } = mesh;
  return {
    print: printed,
    mail: sesMail(by.mailFrom),
    sent: sentDocuments(by.views),
    ...(mailbox === ''
      ? {}
      : { mesh: meshClient({ url, mailbox, secret, clock, nonce: randomUUID, allowedPrivateOrigins }) }),
  };
};
