import { grantsOf } from '../../infra/local/iam/roles.ts';
import { functionsOf } from '../../infra/local/lambda/functions.ts';
import { short, template } from './deployed.ts';

export const functions = new Map(functionsOf(template).map((fn) => [fn.identity.ref.replace('Handover-', ''), fn]));

/** What the role of a function allows and denies, a line each, in the names of the template. */
export const granted = (name: string): string[] => {
  const statements = grantsOf(template).get(functions.get(name)?.properties.Role ?? '') ?? [];
  return statements
    .flatMap(({ Effect, Action, Resource, Condition }) =>
      Resource.flatMap((resource) =>
        Action.map((action) => {
          const service = Condition?.StringEquals?.['kms:ViaService']?.[0]?.split('.')[0];
          const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
          const limits = `${service ? ` via ${service}` : ''}${keys ? ` of ${keys.join()}` : ''}`;
          return `${Effect === 'Allow' ? '' : 'deny '}${action} ${short(resource)}${limits}`;
        }),
      ),
    )
    .filter((line) => !line.startsWith('logs:'))
    .sort();
};
