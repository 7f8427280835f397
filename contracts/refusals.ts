import { refusalsOfAccess } from './refusals-of-access.ts';
import { refusalsOfForm } from './refusals-of-form.ts';
import { refusalsOfMoves } from './refusals-of-moves.ts';
import { refusalsOfPermission } from './refusals-of-permission.ts';
import { refusalsOfRequests } from './refusals-of-requests.ts';

/**
 * Every way in which Handover says no: the code is public and stable, and appears in
 * `OperationOutcome.issue.details` and as the `type` of a problem. Statuses and issue codes: standards.md 12.8.
 * `says` never holds personal data; what is particular to one answer goes into the diagnostics of that answer.
 */
export const refusals = {
  ...refusalsOfForm,
  ...refusalsOfAccess,
  ...refusalsOfMoves,
  ...refusalsOfPermission,
  ...refusalsOfRequests,
} as const;

export type RefusalCode = keyof typeof refusals;
