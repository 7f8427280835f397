import { days, type Entry } from '../domain/directory/entry.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';

/** What may be asked of a list (standards.md 8.1). */
export interface Listing {
  readonly page: number;
  readonly perPage: number;
  readonly search?: string;
  readonly term?: string;
  readonly from?: number;
  readonly to?: number;
  readonly day?: string;
}

const mostPerPage = 100;
const number = /^\d{1,6}$/;
const forms: Readonly<Record<string, RegExp>> = {
  ...{
    page: /^[1-9]\d{0,5}$/,
    per_page: /^[1-9]\d{0,5}$/,
    search: /^.{1,100}$/,
    taxonomy_term_id: /^[\x21-\x7e]{1,64}$/,
  },
  ...{ minimum_age: number, maximum_age: number, day: /^(MO|TU|WE|TH|FR|SA|SU)$/i },
};

export const readListing = (query: URLSearchParams): Result<Listing> => {
  const faults = [...new Set(query.keys())].flatMap((name): Refusal[] => {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!form) return [{ code: 'unknown-parameter', diagnostics: `supported: ${Object.keys(forms).join(', ')}` }];
    const values = query.getAll(name);
    return values.length > 1 || !form.test(values[0] ?? '') ? [{ code: 'invalid-parameter', expression: name }] : [];
  });
  const refused = refuseAll(faults);
  if (refused) return refused;
  const text = (name: string) => query.get(name) ?? undefined;
  const count = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  const [search, term, from, to, day] = [
    ...([text('search')?.toLowerCase(), text('taxonomy_term_id')] as const),
    ...([count('minimum_age'), count('maximum_age'), text('day')?.toUpperCase()] as const),
  ];
  return ok({
    page: count('page') ?? 1,
    perPage: Math.min(count('per_page') ?? 50, mostPerPage),
    ...(search === undefined ? {} : { search }),
    ...(term === undefined ? {} : { term }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(day === undefined ? {} : { day }),
  });
};

/** `from` and `to`: somebody of these ages must be welcome, as the standard has it. */
export const fits = (entry: Entry, { search, term, from, to, day }: Listing): boolean =>
  (search === undefined || `${entry.name} ${entry.organisation?.name ?? ''}`.toLowerCase().includes(search)) &&
  (term === undefined || entry.terms.includes(term)) &&
  (from === undefined || entry.ages.to === undefined || entry.ages.to >= from) &&
  (to === undefined || entry.ages.from === undefined || entry.ages.from <= to) &&
  (day === undefined || days.some((one) => one === day && entry.days.includes(one)));
