import { readItem } from './item.ts';
import { isApiDetails, readPage } from './page.ts';
import { readOrganisation, readTerm } from './profile.ts';
import { isObject, type Warning, type Why } from './read.ts';

/** What of a file or answer of a directory could be used, one by one, in the order in which it came. */
export interface Judged {
  readonly kind: 'service' | 'organisation' | 'term' | 'taxonomy' | 'details';
  readonly usable: boolean;
  readonly faults: readonly Warning[];
}

const withFaults = (kind: Judged['kind'], read: (notes: (at: string, why: Why) => void) => boolean): Judged => {
  const faults: Warning[] = [];
  const usable = read((at, why) => faults.push({ at, why }));
  return { kind, usable, faults };
};

/** By what only that kind has; a service at a place is judged by its service. */
const judgeOne = (value: unknown): Judged => {
  if (!isObject(value)) return { kind: 'service', usable: false, faults: [{ at: '', why: 'wrong-type' }] };
  if (isObject(value.service)) return judgeOne(value.service);
  const has = (...names: readonly string[]): boolean => names.some((name) => Object.hasOwn(value, name));
  if (has('openapi_url', 'profile') && !has('id')) return { kind: 'details', usable: isApiDetails(value), faults: [] };
  if (has('taxonomy_terms') || (has('version') && has('uri') && !has('status')))
    return withFaults('taxonomy', () => typeof value.name === 'string');
  if (has('taxonomy', 'term', 'term_uri', 'parent_id') && !has('status'))
    // Alone, and not beside a service, a term that nobody describes says nothing.
    return withFaults(
      'term',
      (notes) => readTerm(value, '', notes) !== undefined && typeof value.description === 'string',
    );
  if (!has('status') && has('website', 'logo', 'organization_identifiers', 'uri'))
    return withFaults('organisation', (notes) => readOrganisation(value, '', notes) !== undefined);
  const item = readItem(value);
  return item.kind === 'service'
    ? { kind: 'service', usable: true, faults: item.warnings }
    : { kind: 'service', usable: false, faults: item.faults };
};

export const judge = (body: unknown): readonly Judged[] => (readPage(body)?.items ?? [body]).map(judgeOne);
