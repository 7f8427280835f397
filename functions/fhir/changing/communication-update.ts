import type { Communication } from 'fhir/r4.js';
import { circumstanceIn } from '../../domain/circumstance/circumstances.ts';
import type { Action } from '../../domain/decide/actions.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { readSettlement } from './circumstance-update.ts';
import { differences } from './differences.ts';

/** Reads a PUT of a Communication: a question that is taken back, or how a report stands. What was written stays as it was written. */
export const readCommunicationUpdate = (shown: Communication, sent: Communication): Result<Action> => {
  if (circumstanceIn(shown)) return readSettlement(shown, sent);
  const [strange] = differences(shown, sent).filter((name) => name !== 'status');
  if (strange)
    return refuse('immutable-element', {
      expression: `Communication.${strange}`,
      diagnostics: 'what was written stays; send a note to add something',
    });
  return sent.status === 'stopped'
    ? ok({ kind: 'take-back', communication: shown.id ?? '' })
    : refuse('invalid-input', {
        expression: 'Communication.status',
        diagnostics: 'stopped, to take a question back; that a message was read is a Communication of its own',
      });
};
