import type { ApiRequest } from '../http/request.ts';
import type { RequestIdentity } from '../usecases/ports.ts';

export const identityOf = (request: ApiRequest): RequestIdentity => ({
  id: request.requestId,
  correlation: request.correlationId,
  bodyHash: request.bodyHash,
});
