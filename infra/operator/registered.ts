import type { Result } from '../../functions/domain/result.ts';
import type { Registered } from '../../functions/usecases/participant-register.ts';

/** Who stands in the register's history when an operator changed it on this machine. */
export const operator = { client: 'operator', organisation: 'handover' } as const;

/** The record, or every reason why it was refused, as one error. */
export const registered = <T>(result: Result<Registered<T>>): Registered<T> => {
  if (result.ok) return result.value;
  const reasons = result.refusals.map((r) => [r.expression, r.diagnostics ?? r.code].filter(Boolean).join(': '));
  throw new Error(reasons.join('\n'));
};
