import type { ServiceRequest } from 'fhir/r4.js';
import { businessIdentifier } from '../../domain/business-identifier.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';

/**
 * Whether a create is conditional: `identifier=system|value`, the sender's own name for this very request, by which the
 * hub knows a repeat anyway. Another condition is refused: nobody must believe that it was looked at.
 */
export const readIfNoneExist = (criteria: string | undefined, request: ServiceRequest): Result<boolean> => {
  if (criteria === undefined) return ok(false);
  const query = [...new URLSearchParams(criteria.replace(/^\?/, '').replace(/^ServiceRequest\?/, ''))];
  const own = businessIdentifier(request);
  const [name, value] = query[0] ?? [];
  if (query.length === 1 && own && name === 'identifier' && value === `${own.system}|${own.value}`) return ok(true);
  return refuse('invalid-header', {
    diagnostics:
      'If-None-Exist must be identifier=system|value, with the identifier of the ServiceRequest that is sent.',
  });
};
