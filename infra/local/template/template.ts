import { z } from 'zod';
import { refuseUnknown } from './coverage.ts';
import { type Identity, identityOf, type Place } from './identities.ts';
import { resolve, type Scope } from './intrinsics.ts';

const equals = z.strictObject({ 'Fn::Equals': z.tuple([z.unknown(), z.unknown()]) });

const raw = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  /** The two kinds that the template states. */
  Conditions: z.record(z.string(), z.union([equals, z.strictObject({ 'Fn::Not': z.tuple([equals]) })])).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
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
  const { Resources: all, Parameters, Conditions, Outputs } = raw.parse(source);
  const holds = conditionsOf(Conditions, Parameters, parameters);
  const Resources = Object.fromEntries(
    Object.entries(all).filter(([, { Condition }]) => Condition === undefined || holds(Condition)),
  );
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
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${place.stack}/local`,
  };
  const scope: Scope = {
    holds,
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

type Raw = z.output<typeof raw>;

/** Whether a condition holds. A resource for which it does not is not made: nothing that is made may refer to it. */
const conditionsOf = (
  conditions: Raw['Conditions'],
  declared: Raw['Parameters'],
  given: Readonly<Record<string, string>>,
): Scope['holds'] => {
  const only = (): never => {
    throw new Error('infra/local carries out conditions on parameters only');
  };
  const ref = (name: string): string => String(given[name] ?? declared[name]?.Default ?? only());
  const isEqual = ({ 'Fn::Equals': sides }: z.output<typeof equals>): boolean => {
    const [left, right] = sides.map((side) => resolve(side, { ref, attribute: only, holds: only }));
    return left === right;
  };
  return (name) => {
    const stated = conditions[name];
    if (!stated) throw new Error(`Something depends on the condition ${name}, which the template does not state`);
    return 'Fn::Not' in stated ? !isEqual(stated['Fn::Not'][0]) : isEqual(stated);
  };
};

const parsed = <P>(type: string, id: string, schema: z.ZodType<P>, properties: unknown): P => {
  const result = schema.safeParse(properties);
  if (result.success) return result.data;
  throw new Error(`${type} ${id} is more than infra/local runs:\n${z.prettifyError(result.error)}`);
};
