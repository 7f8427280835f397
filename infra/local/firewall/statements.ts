import { z } from 'zod';
import type { Incoming } from '../http/proxy-event.ts';

/** A request as the firewall looks at it. Labels are put on it by rules, for those that come later. */
export interface Inspected {
  readonly incoming: Incoming;
  /** Bytes of the body. */
  readonly bodySize: number;
  readonly labels: Set<string>;
  /** Requests of the same address in the last five minutes that a rule of this scope looked at, this one included. */
  readonly ofAddress: (scope: string) => number;
}

type Field = { readonly UriPath: object } | { readonly SingleHeader: { readonly Name: string } };

type Statement =
  | {
      readonly RateBasedStatement: {
        readonly AggregateKeyType: 'IP';
        readonly Limit: number;
        readonly ScopeDownStatement?: Statement | undefined;
      };
    }
  | { readonly RegexMatchStatement: { readonly RegexString: string; readonly FieldToMatch: Field } }
  | { readonly LabelMatchStatement: { readonly Key: string } }
  | { readonly NotStatement: { readonly Statement: Statement } }
  | { readonly AndStatement: { readonly Statements: readonly Statement[] } }
  | { readonly OrStatement: { readonly Statements: readonly Statement[] } };

const asTheyAre = z.tuple([z.strictObject({ Priority: z.literal(0), Type: z.literal('NONE') })]);

/** The kinds that the template states; another one stops the start. */
export const statement: z.ZodType<Statement> = z.lazy(() =>
  z.union([
    z.strictObject({
      RateBasedStatement: z.strictObject({
        ...{ AggregateKeyType: z.literal('IP'), Limit: z.number() },
        ScopeDownStatement: z.optional(statement),
      }),
    }),
    z.strictObject({
      RegexMatchStatement: z.strictObject({
        RegexString: z.string(),
        FieldToMatch: z.union([
          z.strictObject({ UriPath: z.strictObject({}) }),
          z.strictObject({ SingleHeader: z.strictObject({ Name: z.string() }) }),
        ]),
        TextTransformations: asTheyAre,
      }),
    }),
    z.strictObject({ LabelMatchStatement: z.strictObject({ Scope: z.literal('LABEL'), Key: z.string() }) }),
    z.strictObject({ NotStatement: z.strictObject({ Statement: statement }) }),
    z.strictObject({ AndStatement: z.strictObject({ Statements: z.array(statement) }) }),
    z.strictObject({ OrStatement: z.strictObject({ Statements: z.array(statement) }) }),
  ]),
);

export const headerOf = ({ headers }: Incoming, name: string): string | undefined =>
  Object.entries(headers)
    .find(([sent]) => sent.toLowerCase() === name.toLowerCase())?.[1]
    .join(',');

const fieldOf = (field: Field, incoming: Incoming): string =>
  'UriPath' in field ? incoming.path : (headerOf(incoming, field.SingleHeader.Name) ?? '');

export const matches = (one: Statement, request: Inspected): boolean => {
  if ('RateBasedStatement' in one) {
    const { Limit, ScopeDownStatement: scope } = one.RateBasedStatement;
    if (scope && !matches(scope, request)) return false;
    return request.ofAddress(JSON.stringify(scope ?? '')) > Limit;
  }
  if ('RegexMatchStatement' in one) {
    const { RegexString, FieldToMatch } = one.RegexMatchStatement;
    return new RegExp(RegexString).test(fieldOf(FieldToMatch, request.incoming));
  }
  if ('LabelMatchStatement' in one) return request.labels.has(one.LabelMatchStatement.Key);
  if ('NotStatement' in one) return !matches(one.NotStatement.Statement, request);
  if ('AndStatement' in one) return one.AndStatement.Statements.every((inner) => matches(inner, request));
  return one.OrStatement.Statements.some((inner) => matches(inner, request));
};
