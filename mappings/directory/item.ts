import { fromVersion1, isVersion1 } from './from-v1.ts';
import { readService, type Service } from './profile.ts';
import { isObject, type Warning, type Why } from './read.ts';

/** One item of a feed as the hub keeps it, or why it is in quarantine: an item is, never a feed (standards.md 8.2). */
export type Item =
  | { readonly kind: 'service'; readonly service: Service; readonly warnings: readonly Warning[] }
  | { readonly kind: 'quarantined'; readonly id?: string; readonly faults: readonly Warning[] };

/** Of one item only so many are told. */
const mostWarnings = 20;

export const readItem = (value: unknown): Item => {
  const warnings: Warning[] = [];
  const notes = (at: string, why: Why): void => {
    if (warnings.length < mostWarnings) warnings.push({ at, why });
  };
  const given = isObject(value) && isVersion1(value) ? fromVersion1(value) : value;
  const read = readService(given, '', notes);
  if (!isObject(value)) return { kind: 'quarantined', faults: [{ at: '', why: 'wrong-type' }] };
  const id = typeof value.id === 'string' && value.id.length <= 64 ? { id: value.id } : {};
  if (!read) return { kind: 'quarantined', ...id, faults: warnings };
  if (!canBeFound(read))
    return { kind: 'quarantined', ...id, faults: [...warnings, { at: 'description', why: 'missing' }] };
  return { kind: 'service', service: inOrder(read, notes), warnings };
};

/** Without a word of what it is and without any way to ask, an entry is of no use to anybody. */
const canBeFound = ({ description, url, email, phones, contacts }: Service): boolean =>
  [description, url, email, phones].some((one) => one !== undefined) || contacts?.some((one) => one.phones) === true;

/** Ages the wrong way round are no ages. */
const inOrder = (service: Service, notes: (at: string, why: Why) => void): Service => {
  const { minimum_age: from, maximum_age: to, ...rest } = service;
  if (from === undefined || to === undefined || from <= to) return service;
  notes('minimum_age', 'out-of-range');
  return rest;
};
