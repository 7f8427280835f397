import { outwardCodePlaces } from '../../../contracts/areas/outward-codes.ts';
import { isAccessFact } from '../../../contracts/directory/access.ts';
import { isNeed } from '../../../contracts/directory/needs.ts';
import { systems } from '../../../contracts/systems.ts';
import type { Ask } from '../../domain/directory/ask.ts';
import type { reachOf } from '../../domain/directory/distance.ts';
import { days, type Entry, waysToMeet } from '../../domain/directory/entry.ts';
import { outwardCode } from '../../domain/request/postcode.ts';
import { ok, type Refusal, type Result, refuseAll } from '../../domain/result.ts';
import { isCount } from '../parameters.ts';
import { type Bound, readBound } from '../reading/search/last-updated.ts';
import { codeIn, parameterOf, type ServiceParameterName, serviceParameters } from './parameters.ts';

export interface ServiceQuestion {
  /** Something that somebody looks for: then few are answered, in their order. */
  readonly ranked: boolean;
  readonly ask: Ask;
  readonly count: number;
  /** Where a page begins; only of a list. */
  readonly offset: number;
  /** `source`: the system of the identifiers in that entry's directory. */
  readonly holds: (entry: Entry, source: string) => boolean;
}

const mostPerPage = 100;
const usualPerPage = 50;
const mostValues = 20;

const valuesOf = (query: URLSearchParams, name: ServiceParameterName): string[] =>
  query.getAll(name).flatMap((value) => ('many' in serviceParameters[name] ? value.split(',') : [value]));

const faultsIn = (query: URLSearchParams): Refusal[] =>
  [...new Set(query.keys())].flatMap((name): Refusal[] => {
    if (name === '_count' || name === '_page') return [];
    const parameter = parameterOf(name);
    if (!parameter) return [{ code: 'unknown-parameter' }];
    if (parameter.ofRanking && !query.has('service-type'))
      return [{ code: 'invalid-parameter', expression: name, diagnostics: onlyRanked }];
    const values = query.getAll(name).flatMap((value) => (parameter.many ? value.split(',') : [value]));
    const isWrong = values.length > (parameter.many ? mostValues : 1) || !values.every(parameter.isUsable);
    return isWrong ? [{ code: 'invalid-parameter', expression: name, diagnostics: parameter.form }] : [];
  });

/** Left unheeded it would show what was asked not to be shown. */
const onlyRanked = 'only with service-type: it chooses among what fits somebody who looks for something';

/** A query as a question about services, or everything that is wrong with it. */
export const readServiceQuestion = (query: URLSearchParams, offset: number): Result<ServiceQuestion> => {
  const count: Refusal[] = isCount(query.get('_count')) ? [] : [{ code: 'invalid-parameter', expression: '_count' }];
  const refused = refuseAll([...faultsIn(query), ...count]);
  if (refused) return refused;
  return ok({
    ranked: query.has('service-type'),
    ask: askIn(query),
    count: Math.min(Number(query.get('_count') ?? usualPerPage), mostPerPage),
    offset,
    holds: filterIn(query),
  });
};

const askIn = (query: URLSearchParams): Ask => {
  const codes = (name: ServiceParameterName, system: string): string[] =>
    valuesOf(query, name).map((value) => codeIn(system, value) ?? '');
  const from = outwardCode(query.get('from') ?? '');
  const at = from === undefined ? undefined : outwardCodePlaces[from];
  const age = query.get('age');
  const way = waysToMeet.find((one) => one === query.get('way'));
  const transport = (['none', 'bus', 'car'] as const satisfies readonly (keyof typeof reachOf)[]).find(
    (one) => one === query.get('transport'),
  );
  return {
    needs: codes('service-type', systems.need).filter(isNeed),
    access: codes('characteristic', systems.directoryAccess).filter(isAccessFact),
    days: days.filter((day) => valuesOf(query, 'day').some((one) => one.slice(0, 2).toUpperCase() === day)),
    not: valuesOf(query, 'not'),
    ...(from === undefined ? {} : { from }),
    ...(at ? { at } : {}),
    ...(age === null ? {} : { age: Number(age) }),
    ...(way ? { way } : {}),
    ...(transport ? { transport } : {}),
  };
};

const filterIn = (query: URLSearchParams): ServiceQuestion['holds'] => {
  const ids = valuesOf(query, '_id');
  const name = query.get('name')?.trim().toLowerCase();
  const isNamed = identifierIn(query.get('identifier'));
  const organisation = query.get('organization')?.replace('Organization/', '');
  const bounds = valuesOf(query, '_lastUpdated').flatMap((value): Bound[] => {
    const bound = readBound(value);
    return bound.ok ? [bound.value] : [];
  });
  return (entry, source) =>
    (ids.length === 0 || ids.includes(entry.key)) &&
    isNamed(entry, source) &&
    (name === undefined || entry.name.toLowerCase().includes(name)) &&
    (organisation === undefined || entry.organisation?.key === organisation) &&
    bounds.every(({ holds }) => holds(entry.changed));
};

/** R4: `value` of any system, `system|value`, or `system|` for all of a system. None here is without one. */
const identifierIn = (asked: string | null): ServiceQuestion['holds'] => {
  if (asked === null) return () => true;
  const [first = '', value] = asked.split('|');
  if (value === undefined) return ({ service }) => service === first;
  return ({ service }, source) => source === first && (value === '' || service === value);
};
