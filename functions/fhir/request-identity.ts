import type { ApiRequest } from '../http/request.ts';
import type { RequestIdentity } from '../usecases/ports.ts';
import { preferredReturn } from './prefer.ts';

export const identityOf = (request: ApiRequest): RequestIdentity => ({
  id: request.requestId,
  correlation: request.correlationId,
  bodyHash: request.bodyHash,
  ...(isBrief(preferredReturn(request.headers.prefer)) ? { brief: true as const } : {}),
});

const isBrief = (wanted: ReturnType<typeof preferredReturn>): boolean =>
  wanted === 'minimal' || wanted === 'OperationOutcome';
