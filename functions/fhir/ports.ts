import type { Collected } from '../delivery/collected.ts';
import type { Directory } from '../directory/directory.ts';
import type { Cursors } from '../http/cursor.ts';
import type { Participants } from '../usecases/ports.ts';
import type { SubmitPorts } from '../usecases/submit-referral.ts';
import type { IndexPage } from '../views/index-page.ts';
import type { ChangesQuestion } from '../views/news.ts';
import type { PartnerLoad } from '../views/partner-load.ts';
import type { WorklistPage, WorklistQuestion } from '../views/worklist.ts';

/** What the FHIR floor works with; built once by the entry point. */
export interface FhirPorts extends SubmitPorts {
  readonly participants: Participants;
  readonly worklist: (question: WorklistQuestion) => Promise<WorklistPage>;
  readonly changes: (question: ChangesQuestion) => Promise<IndexPage>;
  /** From the short reference for people to referrals: almost always one. */
  readonly references: (reference: string) => Promise<readonly string[]>;
  readonly collected: Collected;
  readonly cursors: Cursors;
  /** Of services: public, about nobody. */
  readonly directory: Directory;
  /** Fair share: how many each organisation was sent lately. */
  readonly load: PartnerLoad;
  /** Told of an exception in one entry of a batch: the others are answered all the same. */
  readonly report: (error: unknown, request: { readonly requestId: string; readonly correlationId: string }) => void;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}
