import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { relations } from '../../../../contracts/systems.ts';
import { referenceTo } from '../../../domain/referral.ts';
import { isLastUpdated } from './question.ts';
import type { Unit } from './units.ts';

interface Links {
  /** `https://hub/FHIR/R4/Task` */
  readonly url: string;
  readonly query: URLSearchParams;
  /** Sealed. */
  readonly next?: string;
  /** When the first page was asked for. */
  readonly asked: string;
}

/** Indexes lag behind the ledger. A poll that begins this much before the last one was asked misses nothing. DESIGN 7. */
export const lagMs = 60_000;

/** Matches, each once; then what they bring along, each once. `total` only where it is known. */
export const searchset = (units: readonly Unit[], links: Links, total?: number): Bundle<FhirResource> => {
  const base = links.url.slice(0, links.url.lastIndexOf('/'));
  const matches = units.map(({ match }) => match);
  const held = new Set(matches.map(referenceTo));
  const included = new Map(units.flatMap((u) => u.includes).map((r) => [referenceTo(r), r]));
  const entry =
    (mode: 'match' | 'include') =>
    (resource: FhirResource): BundleEntry<FhirResource> => ({
      fullUrl: `${base}/${referenceTo(resource)}`,
      resource,
      search: { mode },
    });
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total === undefined ? {} : { total }),
    link: linksOf(links),
    entry: [
      ...matches.map(entry('match')),
      ...[...included.values()].filter((r) => !held.has(referenceTo(r))).map(entry('include')),
    ],
  };
};

const linksOf = ({ url, query, next, asked }: Links): Bundle['link'] => {
  const plain = new URLSearchParams([...query].filter(([name]) => name !== '_page'));
  const paged = new URLSearchParams(plain);
  if (next) paged.set('_page', next);
  // Upper bounds stay: the question stays the same but for where it begins.
  const poll = new URLSearchParams([...plain].filter(([name, value]) => !isLastUpdated(name) || /^l[te]/.test(value)));
  poll.append('_lastUpdated', `ge${new Date(Date.parse(asked) - lagMs).toISOString()}`);
  return [
    { relation: 'self', url: withQuery(url, query) },
    ...(next ? [{ relation: 'next', url: withQuery(url, paged) }] : []),
    { relation: relations.nextPoll, url: withQuery(url, poll) },
  ];
};

const withQuery = (url: string, query: URLSearchParams): string => (query.size > 0 ? `${url}?${query}` : url);
