import { z } from 'zod';

const statement = z.looseObject({ Action: z.union([z.string(), z.array(z.string())]) });
const policy = z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(statement) }) });
const template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});

/** The template with these actions taken out of the policies whose name begins with `role`. */
export const without =
  (role: string, ...actions: readonly string[]) =>
  (source: unknown): unknown => {
    const changed = template.parse(source);
    for (const [id, resource] of Object.entries(changed.Resources)) {
      if (resource.Type !== 'AWS::IAM::Policy' || !id.startsWith(role)) continue;
      const properties = policy.parse(resource.Properties);
      const statements = properties.PolicyDocument.Statement.map((one) => ({
        ...one,
        Action: [one.Action].flat().filter((action) => !actions.includes(action)),
      })).filter(({ Action }) => Action.length > 0);
      resource.Properties = { ...properties, PolicyDocument: { ...properties.PolicyDocument, Statement: statements } };
    }
    return changed;
  };

/** The template with one resource more. */
export const withResource =
  (type: string) =>
  (source: unknown): unknown => {
    const changed = template.parse(source);
    changed.Resources.Added = { Type: type };
    return changed;
  };
