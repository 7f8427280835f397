import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { requestId as requestIdForm } from '../../contracts/ids.ts';
import type { AuditEntry } from './entry.ts';

/** Somebody whom the authoriser turned away: nobody is known, so that only what was tried, and why not, is kept. */
export const refusedAtTheDoor = (
  { headers, httpMethod, resource }: APIGatewayRequestAuthorizerEvent,
  reason: string,
  at: string,
): AuditEntry => {
  const sent = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'x-request-id')?.[1];
  return {
    ...{ at, kind: 'refused', by: `${httpMethod} ${resource}`, outcome: reason },
    ...(sent !== undefined && requestIdForm.test(sent) ? { request: sent } : {}),
  };
};
