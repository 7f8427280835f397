import { z } from 'zod';
import { matches } from './pattern.ts';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => (Array.isArray(value) ? value : [value]));

const values = z.record(z.string(), texts);

/** The conditions that the hub's template states; any other operator does not parse. */
const condition = z.strictObject({
  StringEquals: values.optional(),
  ArnLike: values.optional(),
  Bool: values.optional(),
  'ForAllValues:StringLike': values.optional(),
});

const principal = z.union([z.literal('*'), z.strictObject({ AWS: texts.optional(), Service: texts.optional() })]);

/**
 * The part of the policy language that the hub's template and authoriser speak. Anything else (NotAction, another
 * operator) does not parse, and so stops the start.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Resource: texts,
  Condition: condition.optional(),
  /** Of a policy that stands at a resource, and not at a role. */
  Principal: principal.optional(),
});

export const policyDocument = z.strictObject({
  Version: z.literal('2012-10-17').optional(),
  Statement: z.union([statement, z.array(statement)]).transform((value) => (Array.isArray(value) ? value : [value])),
});

export type Statement = z.output<typeof statement>;

export interface Asked {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request, such as `kms:ViaService`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Host name of the AWS service that asks, where none of our roles does: `events.amazonaws.com`. */
  readonly service?: string;
}

/** An explicit deny wins over any allow; without either it is denied. */
export const isAllowed = (statements: readonly Statement[], asked: Asked): boolean => {
  const applying = statements.filter((candidate) => applies(candidate, asked));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
};

const applies = ({ Action, Resource, Condition, Principal }: Statement, asked: Asked): boolean =>
  // Actions are compared without regard to case, resources with it.
  Action.some((pattern) => matches(pattern.toLowerCase(), asked.action.toLowerCase())) &&
  Resource.some((pattern) => matches(pattern, asked.resource)) &&
  isMeant(Principal, asked) &&
  holds(Condition ?? {}, asked.context ?? {});

/** A principal of the account (`AWS`) is not looked at: the account's own administration is nothing that runs here. */
const isMeant = (meant: Statement['Principal'], { service }: Asked): boolean =>
  meant === undefined ||
  meant === '*' ||
  (service === undefined
    ? meant.Service === undefined
    : meant.AWS?.includes('*') || meant.Service?.includes(service)) === true;

const holds = (stated: z.output<typeof condition>, context: NonNullable<Asked['context']>): boolean => {
  const valuesOf = (key: string): readonly string[] => [context[key] ?? []].flat();
  const every = (wanted: Record<string, string[]> = {}, test: (pattern: string, value: string) => boolean): boolean =>
    Object.entries(wanted).every(([key, patterns]) =>
      valuesOf(key).some((value) => patterns.some((pattern) => test(pattern, value))),
    );
  return (
    every(stated.StringEquals, (pattern, value) => pattern === value) &&
    every(stated.Bool, (pattern, value) => pattern === value) &&
    every(stated.ArnLike, matches) &&
    // True of a request that has no such key at all, as in AWS.
    Object.entries(stated['ForAllValues:StringLike'] ?? {}).every(([key, patterns]) =>
      valuesOf(key).every((value) => patterns.some((pattern) => matches(pattern, value))),
    )
  );
};
