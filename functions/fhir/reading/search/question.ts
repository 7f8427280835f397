import type { FhirResource } from 'fhir/r4.js';
import type { Referral } from '../../../domain/referral.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../../domain/result.ts';
import { type Bound, readBound } from './last-updated.ts';
import type { Lookup, Parameter } from './parameter.ts';
import { controls, type Searchable } from './searchable.ts';

/** One parameter as it was given: its values are alternatives. Given twice, it is two of these, and both must hold. */
interface Criterion<R> {
  readonly name: string;
  readonly holds: (resource: R, referral: Referral | undefined) => boolean;
  /** Where each alternative leads straight to a referral. */
  readonly lookups?: readonly Lookup[];
  readonly organisations: readonly string[];
  /** Nothing that has ended for the caller can be meant: the list of ended ones need not be read. */
  readonly onlyOpen: boolean;
}

export interface Question<R> {
  readonly criteria: readonly Criterion<R>[];
  readonly bounds: readonly Bound[];
  readonly count: number;
  /** Oldest change first, or newest. */
  readonly sort?: 'ascending' | 'descending';
  readonly includes: readonly string[];
  readonly page?: string;
}

export const mostPerPage = 100;
const usualPerPage = 50;
/** Each alternative costs a read of a ledger. */
const mostAlternatives = 10;

/** A query as a question about one type, or everything that is wrong with it. A parameter that is not known is refused. */
export const readQuestion = <R extends FhirResource>(
  searchable: Searchable<R>,
  query: URLSearchParams,
): Result<Question<R>> => {
  const read = [...query]
    .filter(([name]) => !isControl(name))
    .map(([name, value]) => criterion(searchable, name, value));
  const bounds = [...query].filter(([name]) => isLastUpdated(name)).map(([, value]) => readBound(value));
  const faults = [...read, ...bounds].flatMap((r): readonly Refusal[] => (r.ok ? [] : r.refusals));
  const refused = refuseAll([...faults, ...controlFaults(searchable, query)]);
  if (refused) return refused;
  const sort = query.get('_sort');
  const page = query.get('_page');
  return ok({
    criteria: read.flatMap((r) => (r.ok ? [r.value] : [])),
    bounds: bounds.flatMap((r) => (r.ok ? [r.value] : [])),
    count: Math.min(Number(query.get('_count') ?? usualPerPage), mostPerPage),
    ...(sort === null ? {} : { sort: sort.startsWith('-') ? ('descending' as const) : ('ascending' as const) }),
    includes: query.getAll('_include'),
    ...(page === null ? {} : { page }),
  });
};

export const isLastUpdated = (name: string): boolean => name === '_lastUpdated' || name === '_lastupdated';
const isControl = (name: string): boolean => isLastUpdated(name) || controls.some((control) => control === name);

const controlFaults = <R extends FhirResource>(searchable: Searchable<R>, query: URLSearchParams): Refusal[] => {
  const fault = (name: string, diagnostics: string): Refusal[] => [
    { code: 'invalid-parameter', expression: name, diagnostics },
  ];
  const once = controls.filter((name) => name !== '_include' && query.getAll(name).length > 1);
  const counted = /^[1-9]\d{0,8}$/.test(query.get('_count') ?? '1');
  const sorted = /^-?_lastUpdated$/.test(query.get('_sort') ?? '_lastUpdated');
  const strange = query.getAll('_include').filter((i) => !searchable.includes.some((known) => known === i));
  return [
    ...once.flatMap((name) => fault(name, 'given more than once')),
    ...(counted ? [] : fault('_count', 'a whole number from 1')),
    ...(sorted ? [] : fault('_sort', '_lastUpdated or -_lastUpdated')),
    ...(strange.length > 0 ? fault('_include', `supported: ${searchable.includes.join(', ') || 'none'}`) : []),
  ];
};

/** At a comma that is not escaped: http://hl7.org/fhir/R4/search.html#escaping */
const alternativesIn = (value: string): string[] =>
  value.split(/(?<!\\),/).map((part) => part.replace(/\\([,|$\\])/g, '$1'));

const criterion = <R extends FhirResource>(
  { parameters }: Searchable<R>,
  named: string,
  value: string,
): Result<Criterion<R>> => {
  const [name = '', modifier, ...more] = named.split(':');
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter || more.length > 0 || !mayHave(parameter, modifier))
    return refuse('unknown-parameter', { diagnostics: `supported: ${supported(parameters).join(', ')}` });
  if (modifier === 'missing') return missing(name, parameter, value);
  const alternatives = alternativesIn(value);
  const read = alternatives.map((one) => parameter.read(one));
  const refused = refuseAll(read.flatMap((r) => (r.ok ? [] : r.refusals.map((f) => ({ ...f, expression: name })))));
  if (refused) return refused;
  const wanted = read.flatMap((r) => (r.ok ? [r.value] : []));
  const lookups = wanted.flatMap((w) => (w.lookup ? [w.lookup] : []));
  if (lookups.length > mostAlternatives)
    return refuse('invalid-parameter', { expression: name, diagnostics: `at most ${mostAlternatives} values` });
  const holds: Criterion<R>['holds'] = (resource, referral) => wanted.some((w) => w.holds(resource, referral));
  return ok({
    name,
    holds: modifier === 'not' ? (resource, referral) => !holds(resource, referral) : holds,
    ...(lookups.length === wanted.length && modifier === undefined ? { lookups } : {}),
    organisations: wanted.flatMap((w) => (w.organisation ? [w.organisation] : [])),
    onlyOpen: modifier === undefined && wanted.every((w) => w.onlyOpen === true),
  });
};

const mayHave = <R>(parameter: Parameter<R>, modifier: string | undefined): boolean =>
  modifier === undefined ||
  (modifier === 'missing' && parameter.isPresent !== undefined) ||
  (modifier === 'not' && parameter.mayBeNegated === true);

const missing = <R>(name: string, { isPresent }: Parameter<R>, value: string): Result<Criterion<R>> => {
  if (!isPresent || !/^(true|false)$/.test(value))
    return refuse('invalid-parameter', { expression: name, diagnostics: 'true or false' });
  return ok({
    name,
    holds: (resource) => isPresent(resource) !== (value === 'true'),
    organisations: [],
    onlyOpen: false,
  });
};

/** As a caller may write them. */
export const supported = <R>(parameters: Readonly<Record<string, Parameter<R>>>): string[] => [
  ...Object.entries(parameters).flatMap(([name, p]) => [
    name,
    ...(p.isPresent ? [`${name}:missing`] : []),
    ...(p.mayBeNegated ? [`${name}:not`] : []),
  ]),
  '_lastUpdated',
  ...controls.filter((name) => name !== '_page'),
];
