import type { ServiceRequest } from 'fhir/r4.js';
import type { Action, ReviseRequest } from '../../domain/decide/actions.ts';
import { given, unlessEmpty } from '../../domain/given.ts';
import { ok, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { textsOf, wordlessFaults } from '../../domain/text-limits.ts';
import { added, differences } from './differences.ts';

const reasons = {
  revoked: 'Revoked by the referrer',
  'entered-in-error': 'Entered in error by the referrer',
  completed: 'Completed by the referrer',
} as const;
const isEnd = (status: string): status is keyof typeof reasons => Object.hasOwn(reasons, status);

/**
 * A request that ends, with what was written of it: R4 has no statusReason there, so its new notes are the reason
 * (standards.md 12.5), all of them.
 *
 * @param unsaid the reason, where there is no note
 */
export const revision = (
  request: string,
  status: ReviseRequest['status'],
  notes: NonNullable<ServiceRequest['note']>,
  unsaid: string,
): Result<Action> => {
  const texts = textsOf(notes);
  const reason = { text: texts.join('\n') || unsaid };
  return (
    refuseAll(wordlessFaults('ServiceRequest', notes)) ??
    ok({ kind: 'revise-request', request, status, reason, ...given({ notes: unlessEmpty(texts) }) })
  );
};

/** Reads a PUT of SR1 or of a further need: how it ends. standards.md 12.5. */
export const readRequestUpdate = (shown: ServiceRequest, sent: ServiceRequest): Result<Action> => {
  const changed = differences(shown, sent).filter((name) => name !== 'note');
  const notes = added(shown.note ?? [], sent.note ?? []);
  const [strange] = changed.filter((name) => name !== 'status');
  if (strange)
    return refuse('immutable-element', {
      expression: `ServiceRequest.${strange}`,
      diagnostics: 'withdraw it and send it again',
    });
  if (sent.status !== shown.status && !isEnd(sent.status)) {
    return refuse('illegal-transition', {
      expression: 'ServiceRequest.status',
      diagnostics: `allowed: ${Object.keys(reasons).join(', ')}`,
    });
  }
  if (!isEnd(sent.status))
    return refuse('invalid-input', {
      expression: 'ServiceRequest.note',
      diagnostics: 'send an added note as a Communication',
    });
  if (notes === undefined)
    return refuse('immutable-element', {
      expression: 'ServiceRequest.note',
      diagnostics: 'what stands is added to, never changed',
    });
  return revision(shown.id ?? '', sent.status, notes, reasons[sent.status]);
};
