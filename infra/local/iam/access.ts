import type { AskedLog } from './asked-log.ts';
import { type Asked, isAllowed, type Statement } from './policy.ts';

/** One thing that a call does: `dynamodb:Query` on a table, and the key that opens it. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** ARN of the key under which the resource lies, and what the service does with it in the caller's name. */
  readonly key?: { readonly arn: string; readonly actions: readonly string[] };
  /** Partition keys that a call of DynamoDB names. */
  readonly leadingKeys?: readonly string[];
}

/** Whose grants are looked at. */
export interface Grantee {
  readonly role: string;
  readonly statements: readonly Statement[];
  readonly log: AskedLog;
}

export class AccessDenied extends Error {}

/**
 * Throws unless the role allows all of it. Services open keys in the caller's name, which shows as `kms:ViaService`.
 * @param through what a service of AWS needs it for, where no function asks
 */
export const demand = (caller: Grantee, region: string, needs: readonly Need[], through?: string): void => {
  for (const need of needs) {
    for (const asked of askedBy(need, region)) {
      caller.log.note({ who: caller.role, ...(through ? { through } : {}), asked });
      refuseUnless(caller, asked);
    }
  }
};

const askedBy = ({ action, resource, key, leadingKeys }: Need, region: string): readonly Asked[] => {
  const context = { 'kms:ViaService': `${action.split(':')[0]}.${region}.amazonaws.com` };
  return [
    { action, resource, ...(leadingKeys ? { context: { 'dynamodb:LeadingKeys': leadingKeys } } : {}) },
    ...(key?.actions ?? []).map((onKey) => ({ action: `kms:${onKey}`, resource: key?.arn ?? '', context })),
  ];
};

const refuseUnless = (caller: Grantee, asked: Asked): void => {
  if (isAllowed(caller.statements, asked)) return;
  throw new AccessDenied(
    `${caller.role} is not authorized to perform: ${asked.action} on resource: ${asked.resource} because no identity-based policy allows the ${asked.action} action`,
  );
};
