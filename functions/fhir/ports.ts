import type { Cursors } from '../http/cursor.ts';
import type { Participants } from '../usecases/ports.ts';
import type { SubmitPorts } from '../usecases/submit-referral.ts';
import type { WorklistPage, WorklistQuestion } from '../views/worklist.ts';

/** What the FHIR floor works with; built once by the entry point. */
export interface FhirPorts extends SubmitPorts {
  readonly participants: Participants;
  readonly worklist: (question: WorklistQuestion) => Promise<WorklistPage>;
  readonly cursors: Cursors;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}
