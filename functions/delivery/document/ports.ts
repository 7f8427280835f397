import type { Letter } from '../../../mappings/gp/document/letter.ts';
import type { SentDocuments } from '../../views/sent-documents.ts';
import type { SendMail } from '../mail/mailer.ts';
import type { Mesh } from '../mesh/mesh-client.ts';

/** What the ways need that carry a page. */
export interface DocumentPorts {
  /** The page as a PDF; the same letter gives the same bytes. */
  readonly print: (letter: Letter) => Promise<Uint8Array>;
  /** Absent: the hub has no mailbox. */
  readonly mesh?: Mesh;
  readonly mail: SendMail;
  readonly sent: SentDocuments;
}
