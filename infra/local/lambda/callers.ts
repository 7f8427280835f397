import type { Caller } from '../aws/call.ts';
import { demand } from '../iam/access.ts';
import { grantsOf } from '../iam/roles.ts';
import type { Queues } from '../queues/queues.ts';
import type { Template } from '../template/template.ts';
import { accessKeyOf, functionsOf } from './functions.ts';
import { mappingsOf } from './mappings.ts';

/** Who calls, by access key: each function with what its role in the template allows. */
export const callersOf = (template: Template): ReadonlyMap<string, Caller> => {
  const grants = grantsOf(template);
  return new Map(
    functionsOf(template).map((fn) => {
      const { Role } = fn.properties;
      const caller = { functionName: fn.identity.ref, role: Role, statements: grants.get(Role) ?? [] };
      return [accessKeyOf(fn), caller];
    }),
  );
};
