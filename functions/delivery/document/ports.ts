import type { Communication } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import type { Letter } from '../../../mappings/gp/document/letter.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Clock, Participant } from '../../usecases/ports.ts';
import type { SentDocuments } from '../../views/sent-documents.ts';
import type { SendPage } from '../mail/mailer.ts';
import type { PageBack } from '../mail/returned.ts';
import type { Mesh } from '../mesh/mesh-client.ts';
import type { Verdict } from '../outcome.ts';
import type { DeliveryPorts } from '../ports.ts';

/** Which row, in which version: ids follow from it. */
interface Wish {
  readonly referral: string;
  readonly sk: string;
  readonly version: number;
}

/** A message as its recipient is to be sent it, and what is known around it. */
export interface Worded {
  readonly communication: Communication;
  readonly referral: Referral;
  readonly recipient: Participant;
  readonly nameOf: (organisation: string) => string | undefined;
}

export type ByPage = (wish: Wish, worded: Worded) => Promise<Verdict>;

/** The ways that carry a page. */
export interface DocumentWays {
  readonly byDocument: ByPage;
  readonly byMail: ByPage;
  /** What was heard of documents is settled as any try is. */
  readonly collect: (ports: DeliveryPorts) => Promise<void>;
  /** And what SES says of an e-mail. */
  readonly returned: (ports: DeliveryPorts, returned: PageBack) => Promise<void>;
}

/** What they need. */
export interface PagePorts {
  readonly area: Pick<Area, 'service' | 'secureMailDomains'>;
  readonly clock: Clock;
  /** The page as a PDF; the same letter gives the same bytes. */
  readonly print: (letter: Letter) => Promise<Uint8Array>;
  /** Absent: the hub has no mailbox. */
  readonly mesh?: Mesh;
  readonly mail: SendPage;
  readonly sent: SentDocuments;
  /** Something in the mailbox answers nothing that we sent there. Nothing of it is kept but from which mailbox it came. */
  readonly strange: (mailbox: string | undefined) => void;
}
