import { type RouteName, routes, type SafeguardingRule } from '../../../contracts/areas/safeguarding.ts';
import { isSameCode } from '../../../contracts/organisation-code.ts';
import type { OpenConcern } from './concern.ts';

const organisationsOf = (rule: SafeguardingRule, route: RouteName): ReadonlySet<string | undefined> =>
  new Set(
    rule[route].rota.flatMap(({ readers }) =>
      readers === 'nobody' ? [] : readers.map((one) => rule.readers[one]?.organisation),
    ),
  );

/** Whether an organisation stands on the rota of a route at any hour: it may open the duty door. */
export const readsFor = (rule: SafeguardingRule, organisation: string): boolean =>
  routes.some((route) => organisationsOf(rule, route).has(organisation));

/** On the rota of its route, and not what it is about. */
export const mayRead = (
  rule: SafeguardingRule,
  reader: string,
  { route, organisation }: Pick<OpenConcern, 'route' | 'organisation'>,
): boolean => !isSameCode(organisation, reader) && organisationsOf(rule, route).has(reader);
