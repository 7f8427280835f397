import { type Asked, isAllowed, type Statement } from './policy.ts';

/** One thing that a call does: `dynamodb:Query` on a table, and the key that opens it. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** ARN of the key under which the resource lies, and what the service does with it in the caller's name. */
  readonly key?: { readonly arn: string; readonly actions: readonly string[] };
}

export class AccessDenied extends Error {}

/** Throws unless the role allows all of it. Services open keys in the caller's name, which shows as `kms:ViaService`. */
export const demand = (
  caller: { readonly role: string; readonly statements: readonly Statement[] },
  region: string,
  needs: readonly Need[],
): void => {
  for (const { action, resource, key } of needs) {
    refuseUnless(caller, { action, resource });
    if (!key) continue;
    const context = { 'kms:ViaService': `${action.split(':')[0]}.${region}.amazonaws.com` };
    for (const onKey of key.actions) refuseUnless(caller, { action: `kms:${onKey}`, resource: key.arn, context });
  }
};

const refuseUnless = (caller: { role: string; statements: readonly Statement[] }, asked: Asked): void => {
  if (isAllowed(caller.statements, asked)) return;
  throw new AccessDenied(
    `${caller.role} is not authorized to perform: ${asked.action} on resource: ${asked.resource} because no identity-based policy allows the ${asked.action} action`,
  );
};
