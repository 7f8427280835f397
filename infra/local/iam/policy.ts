import { z } from 'zod';
import { matches } from './pattern.ts';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => (Array.isArray(value) ? value : [value]));

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
  Condition: z.strictObject({ StringEquals: z.record(z.string(), texts) }).optional(),
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
  readonly context?: Readonly<Record<string, string>>;
}

/** An explicit deny wins over any allow; without either it is denied. */
export const isAllowed = (statements: readonly Statement[], asked: Asked): boolean => {
  const applying = statements.filter((candidate) => applies(candidate, asked));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
};

const applies = ({ Action, Resource, Condition }: Statement, { action, resource, context = {} }: Asked): boolean =>
  // Actions are compared without regard to case, resources with it.
  Action.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
  Resource.some((pattern) => matches(pattern, resource)) &&
  Object.entries(Condition?.StringEquals ?? {}).every(([key, values]) => {
    const value = context[key];
    return value !== undefined && values.includes(value);
  });
