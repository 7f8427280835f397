import type { ServiceRequest } from 'fhir/r4.js';
import type { Action } from '../../domain/decide/actions.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { added, differences } from './differences.ts';

const reasons = {
  revoked: 'Revoked by the referrer',
  'entered-in-error': 'Entered in error by the referrer',
  completed: 'Completed by the referrer',
} as const;
const isEnd = (status: string): status is keyof typeof reasons => Object.hasOwn(reasons, status);

/** Reads a PUT of SR1: R4 has no statusReason on it, so the newest note is the reason. standards.md 12.5. */
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
  const text = notes?.at(-1)?.text ?? reasons[sent.status];
  return ok({ kind: 'revise-request', request: shown.id ?? '', status: sent.status, reason: { text } });
};
