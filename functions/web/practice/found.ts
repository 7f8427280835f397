import type { Patient, Task } from 'fhir/r4.js';
import type { Reader, Referral } from '../../domain/referral.ts';
import { readReference } from '../../domain/request/reference.ts';
import { view } from '../../fhir/reading/view.ts';
import type { Ledger } from '../../usecases/ports.ts';
import { words } from '../words/words.ts';

/** A referral as far as somebody may see it: what is shown to them of the person and of where it stands. */
export interface Seen {
  readonly referral: Referral;
  readonly task: Task;
  readonly patient: Patient | undefined;
}

/** What software would be shown, and nothing else: functions/fhir/reading/view.ts. undefined: for them it is not there. */
export const seenBy = (referral: Referral, reader: Reader): Seen | undefined => {
  const task = view(referral, referral.task, reader);
  const patient = view(referral, referral.patient, reader);
  if (task?.resourceType !== 'Task') return undefined;
  return { referral, task, patient: patient?.resourceType === 'Patient' ? patient : undefined };
};

interface Finding {
  readonly ledger: Pick<Ledger, 'load'>;
  readonly references: (reference: string) => Promise<readonly string[]>;
}

/** By the short reference, however it was typed; of two with one reference the one that they may see. */
export const findSeen = async (ports: Finding, typed: string, reader: Reader): Promise<Seen | undefined> => {
  const reference = readReference(typed);
  if (reference === undefined) return undefined;
  const ids = await ports.references(reference);
  const loaded = await Promise.all(ids.map((id) => ports.ledger.load(id)));
  return loaded.flatMap((one) => (one ? [seenBy(one.referral, reader)] : [])).find((seen) => seen !== undefined);
};

/** As it was sent; who is shown no name reads that it is somebody. */
export const nameOf = (patient: Patient | undefined): string => {
  const [name] = patient?.name ?? [];
  const written = name?.text ?? [...(name?.given ?? []), name?.family].filter((part) => part !== undefined).join(' ');
  return written?.trim() || words.practice.nameless;
};
