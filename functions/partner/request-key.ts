import { ok, type Result, refuse } from '../domain/result.ts';
import type { ApiRequest } from '../http/request.ts';
import type { RequestIdentity } from '../usecases/ports.ts';

/** A UUID is one of these; a slash is not, so that the keys made from one key never meet another's. */
const key = /^[A-Za-z0-9._~-]{8,64}$/;

/** Idempotency-Key, else X-Request-Id, else an id that the hub made. */
export const keyedIdentityOf = (request: ApiRequest): Result<RequestIdentity> => {
  const sent = request.headers['idempotency-key'];
  if (sent !== undefined && !key.test(sent)) {
    return refuse('invalid-header', { diagnostics: 'Idempotency-Key must be 8 to 64 letters, digits or . _ ~ -' });
  }
  return ok({ id: sent ?? request.requestId, correlation: request.correlationId, bodyHash: request.bodyHash });
};

/** One of several things done for one request. DESIGN 7: an action on many is many actions. */
export const partOf = (identity: RequestIdentity, part: string): RequestIdentity => ({
  ...identity,
  id: `${identity.id}/${part}`,
});
