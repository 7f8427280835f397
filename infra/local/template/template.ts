import { z } from 'zod';
import { refuseUnknown } from './coverage.ts';
import { type Identity, identityOf, type Place } from './identities.ts';
import { resolve, type Scope } from './intrinsics.ts';

const raw = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.never().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});

/** One resource, with every intrinsic of its properties carried out and those properties parsed. */
export interface Resource<P> {
  readonly id: string;
  readonly identity: Identity;
  readonly properties: P;
}

export interface Template {
  readonly place: Place;
  readonly outputs: Readonly<Record<string, string>>;
  /** All resources of a type. A property that the schema does not name stops the start, for the same reason as an unknown type. */
  all<P>(type: string, schema: z.ZodType<P>): readonly Resource<P>[];
}

/** Reads a synthesised template as if it were deployed at `place`. */
export const readTemplate = (source: unknown, place: Place, parameters: Readonly<Record<string, string>>): Template => {
  const { Resources, Parameters, Outputs } = raw.parse(source);
  refuseUnknown(Object.values(Resources).map(({ Type }) => Type));
  const identities = new Map(
    Object.entries(Resources).map(([id, { Type, Properties }]) => [id, identityOf(Type, id, Properties, place)]),
  );
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': place.stack,
  };
  const scope: Scope = {
    ref: (name) => {
      const fallback = Parameters[name]?.Default;
      const value = pseudo[name] ?? identities.get(name)?.ref ?? parameters[name] ?? fallback;
      if (typeof value !== 'string') throw new Error(`The template refers to ${name}, which has no value`);
      return value;
    },
    attribute: (id, name) => {
      const value = identities.get(id)?.attributes[name];
      if (value === undefined) throw new Error(`The template asks for ${id}.${name}, which infra/local does not know`);
      return value;
    },
  };
  return {
    place,
    outputs: Object.fromEntries(
      Object.entries(Outputs).map(([name, { Value }]) => [name, String(resolve(Value, scope))]),
    ),
    all: (type, schema) =>
      Object.entries(Resources)
        .filter(([, resource]) => resource.Type === type)
        .map(([id, { Properties }]) => ({
          id,
          identity: identities.get(id) ?? { ref: id, attributes: {} },
          properties: parsed(type, id, schema, resolve(Properties, scope)),
        })),
  };
};

const parsed = <P>(type: string, id: string, schema: z.ZodType<P>, properties: unknown): P => {
  const result = schema.safeParse(properties);
  if (result.success) return result.data;
  throw new Error(`${type} ${id} is more than infra/local runs:\n${z.prettifyError(result.error)}`);
};
