import type { Communication } from 'fhir/r4.js';
import type { SettleCircumstance } from '../../domain/circumstance/decide-settle.ts';
import type { Action } from '../../domain/decide/actions.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { reviewDateOf } from '../../domain/tasks/moved-task.ts';
import { differences } from './differences.ts';

const meanings: Partial<Record<Communication['status'], SettleCircumstance['as']>> = {
  completed: 'confirmed',
  'entered-in-error': 'wrong',
  stopped: 'over',
};

/** Reads a PUT of a report: the coordinator says how it stands. The review date of a stay in hospital comes as an extension. */
export const readSettlement = (shown: Communication, sent: Communication): Result<Action> => {
  const [strange] = differences(shown, sent).filter((name) => name !== 'status' && name !== 'extension');
  if (strange) return refuse('immutable-element', { expression: `Communication.${strange}` });
  const as = meanings[sent.status];
  const reviewDate = reviewDateOf(sent);
  return as && sent.status !== shown.status
    ? ok({
        ...{ kind: 'settle-circumstance', communication: shown.id ?? '', as },
        ...(reviewDate ? { reviewDate } : {}),
      })
    : refuse('invalid-input', {
        expression: 'Communication.status',
        diagnostics: 'completed: it is so; entered-in-error: it is wrong; stopped: it is over',
      });
};
