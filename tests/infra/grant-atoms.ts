import type { Statement } from '../../infra/local/iam/policy.ts';

const leading = 'ForAllValues:StringLike';
const keysName = 'dynamodb:LeadingKeys';

/** One thing that one statement allows, and the statements without just that. */
interface Atom {
  readonly grant: string;
  readonly without: readonly Statement[];
}

const keysOf = ({ Condition }: Statement): readonly (string | undefined)[] =>
  Condition?.[leading]?.[keysName] ?? [undefined];

const servicesOf = ({ Principal }: Statement): readonly (string | undefined)[] =>
  typeof Principal === 'object' && Principal.Service ? Principal.Service : [undefined];

type Part = Readonly<Record<'action' | 'resource', string>> & Readonly<Record<'key' | 'service', string | undefined>>;

const partsOf = (statement: Statement): readonly Part[] =>
  statement.Action.flatMap((action) =>
    statement.Resource.flatMap((resource) =>
      keysOf(statement).flatMap((key) => servicesOf(statement).map((service) => ({ action, resource, key, service }))),
    ),
  );

/** The statement of one part alone: what a policy says with lists, said one by one. */
const single = (statement: Statement, { action, resource, key, service }: Part): Statement => ({
  ...statement,
  ...{ Action: [action], Resource: [resource] },
  ...(key ? { Condition: { ...statement.Condition, [leading]: { [keysName]: [key] } } } : {}),
  ...(service ? { Principal: { Service: [service] } } : {}),
});

/**
 * Every way to take one thing away from what these statements allow: from all of them, where several say it. The account's
 * own administration is left out.
 */
export const atomsOf = (statements: readonly Statement[]): readonly Atom[] => {
  const singles = statements.flatMap((statement) =>
    partsOf(statement).map((part) => {
      const one = single(statement, part);
      return { one, grant: [part.service, part.action, part.resource, part.key, viaOf(one)].filter(Boolean).join(' ') };
    }),
  );
  const grants = new Set(singles.filter(({ one }) => isGrant(one)).map(({ grant }) => grant));
  return [...grants].map((grant) => ({
    grant,
    without: singles.filter((single) => single.grant !== grant).map(({ one }) => one),
  }));
};

const isGrant = ({ Effect, Principal }: Statement): boolean =>
  Effect === 'Allow' && !(typeof Principal === 'object' && Principal.AWS);

const viaOf = ({ Condition }: Statement): string | undefined => {
  const [via] = Condition?.StringEquals?.['kms:ViaService'] ?? [];
  return via && `via ${via.split('.')[0]}`;
};
