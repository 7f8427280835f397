import { z } from 'zod';

const resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() });
const template = z.looseObject({ Resources: z.record(z.string(), resource) });
type Resource = z.infer<typeof resource>;

type Change = (source: unknown) => unknown;

/** Changes the properties of each resource of a type whose id begins so. @throws when there is none */
export const withChanged =
  (type: string, start: string, change: (properties: Record<string, unknown>) => Record<string, unknown>): Change =>
  (source) => {
    const changed = template.parse(source);
    const found = Object.entries(changed.Resources).filter(([id, { Type }]) => Type === type && id.startsWith(start));
    if (found.length === 0) throw new Error(`No ${type} ${start}`);
    for (const [, one] of found) one.Properties = change(one.Properties ?? {});
    return changed;
  };

export const withoutResource =
  (type: string, start: string): Change =>
  (source) => {
    const changed = template.parse(source);
    const kept = Object.entries(changed.Resources).filter(([id, { Type }]) => Type !== type || !id.startsWith(start));
    return { ...changed, Resources: Object.fromEntries(kept) };
  };

/** The template with one resource more. */
export const withResource =
  (type: string): Change =>
  (source) => {
    const changed = template.parse(source);
    const added: Resource = { Type: type };
    return { ...changed, Resources: { ...changed.Resources, Added: added } };
  };

export const all =
  (...changes: readonly Change[]): Change =>
  (source) =>
    changes.reduce((changed, change) => change(changed), source);

const statement = z.looseObject({
  Action: z.union([z.string(), z.array(z.string())]),
  Principal: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
});
const document = z.looseObject({ Statement: z.array(statement) });

/** The template with these actions taken out of the policies whose name begins with `role`. */
export const without = (role: string, ...actions: readonly string[]): Change =>
  withChanged('AWS::IAM::Policy', role, ({ PolicyDocument, ...rest }) => {
    const { Statement, ...policy } = document.parse(PolicyDocument);
    const left = Statement.map((one) => ({
      ...one,
      Action: [one.Action].flat().filter((action) => !actions.includes(action)),
    })).filter(({ Action }) => Action.length > 0);
    return { ...rest, PolicyDocument: { ...policy, Statement: left } };
  });

/** Without the statements of a resource's own policy that name this service. */
export const withoutService = (type: string, start: string, service: string): Change =>
  withChanged(type, start, (properties) => {
    const name = type === 'AWS::KMS::Key' ? 'KeyPolicy' : 'PolicyDocument';
    const { Statement, ...policy } = document.parse(properties[name]);
    const left = Statement.map(({ Principal, ...one }) => ({
      ...one,
      Principal: withoutIn(Principal, service),
    })).filter(({ Principal }) => JSON.stringify(Principal) !== '{"Service":[]}');
    return { ...properties, [name]: { ...policy, Statement: left } };
  });

const withoutIn = (principal: unknown, service: string): unknown => {
  const named = z.looseObject({ Service: z.union([z.string(), z.array(z.string())]) }).safeParse(principal);
  return named.success ? { Service: [named.data.Service].flat().filter((one) => one !== service) } : principal;
};

/** Functions whose every invocation fails: as after a deployment of a bundle that lacks its handler. */
export const broken = (...starts: readonly string[]): Change =>
  all(
    ...starts.map((start) =>
      withChanged('AWS::Lambda::Function', start, (properties) => ({ ...properties, Handler: 'index.gone' })),
    ),
  );

const variables = z.object({ Variables: z.record(z.string(), z.unknown()) });

/** Functions whose records of who saw what go to a table that is not there. */
export const unrecorded = (start: string): Change =>
  withChanged('AWS::Lambda::Function', start, ({ Environment, ...rest }) => {
    const { Variables } = variables.parse(Environment);
    const table = 'AUDIT_TABLE' in Variables ? { AUDIT_TABLE: 'nowhere' } : {};
    return { ...rest, Environment: { Variables: { ...Variables, ...table } } };
  });
