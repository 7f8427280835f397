import type { Communication } from 'fhir/r4.js';
import { obligationKinds } from '../../../contracts/lifecycle/obligations.ts';
import { systems } from '../../../contracts/systems.ts';
import { concept, recordKind } from '../coding.ts';
import { obligations } from '../owed/obligations.ts';
import { organisation, referenceTo } from '../referral.ts';
import { ok, type Result } from '../result.ts';
import type { Draft } from './decision.ts';

/** By the hub alone, when an obligation is due. */
export interface Chase {
  readonly kind: 'chase';
  readonly obligation: string;
  readonly task: string;
  readonly due: string;
  /** Id of the Communication that is owed an answer, where it is one. */
  readonly about?: string;
}

/** The hub reminds, in the ledger, so that the next deadline moves to the next human. Nothing is due any more: nothing is done. */
export const decideChase = (draft: Draft, action: Chase): Result<void> => {
  const { referral, now } = draft;
  const due = obligations(referral).find(
    (o) =>
      o.what === action.obligation &&
      o.task === action.task &&
      o.about === action.about &&
      o.due === action.due &&
      o.due <= now,
  );
  if (!due) return ok(undefined);
  const chase: Communication = {
    resourceType: 'Communication',
    id: draft.nextId('m'),
    status: 'completed',
    category: [recordKind('chase')],
    topic: concept(systems.obligation, due.what, obligationKinds[due.what].says),
    subject: { reference: referenceTo(referral.patient) },
    about: [{ reference: `Task/${due.task}` }, ...(due.about ? [{ reference: `Communication/${due.about}` }] : [])],
    recipient: [organisation(due.who)],
    sent: now,
  };
  draft.put(chase, { type: 'chased', task: `Task/${due.task}` });
  return ok(undefined);
};
