import type { ServiceRequest } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import { referenceTo } from '../referral.ts';
import { ok, type Result, refuse } from '../result.ts';
import { isUnderWay } from '../tasks/delegation.ts';
import type { Draft } from './decision.ts';

/**
 * The referrer says of a request, or of a further need, that it is done with. standards.md 12.4 row 12, 12.5.
 *
 * @param ended the request as it will stand
 */
export const decideComplete = (draft: Draft, request: ServiceRequest, ended: ServiceRequest): Result<void> => {
  const { task } = draft.referral;
  if (!isUnderWay(request)) return refuse('ended', { expression: 'ServiceRequest.status' });
  if (!isTerminal(statusOf(task)))
    return refuse('illegal-transition', {
      expression: 'ServiceRequest.status',
      diagnostics: `the Task is ${task.status}; a request is completed once its Task has ended, and revoked before`,
    });
  draft.put(ended, { type: 'request-completed', task: referenceTo(task) });
  return ok(undefined);
};
