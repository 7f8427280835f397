import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { getsReceipt } from '../../domain/authority/authority.ts';
import { asReferrerSees } from '../../domain/measures/as-referrer-sees.ts';
import { findResource, type Reader, type Referral, referenceTo } from '../../domain/referral.ts';
import { ok, type Result, refuse, refuseAll } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { etag } from '../../http/resource.ts';
import { isCount } from '../parameters.ts';
import type { FhirPorts } from '../ports.ts';
import { type Found, find } from './read.ts';
import { type Bound, readBound } from './search/last-updated.ts';
import { boundTo } from './search/place.ts';
import { mostPerPage } from './search/question.ts';
import { fitting } from './search/units.ts';
import { show } from './show.ts';

export const historyParameters = ['_count', '_since', '_page'] as const;

/** Versions of the referral that one page looks through: four reads of the ledger, and one for nearly every referral. */
const mostVersions = 64;

interface Question {
  readonly count: number;
  readonly since: Bound;
  /** The newest version of the referral that is looked at. */
  readonly to: number;
}

const always: Bound = { holds: () => true };

const readQuestion = (
  { cursors }: FhirPorts,
  query: URLSearchParams,
  newest: number,
  bound: string,
): Result<Question> => {
  const since = query.has('_since') ? readBound(`ge${query.get('_since')}`) : ok(always);
  const cursor = query.get('_page');
  const to = cursor === null ? newest : Number(cursors.open(cursor, bound));
  const refused = refuseAll([
    ...(isCount(query.get('_count')) ? [] : [{ code: 'invalid-parameter' as const, expression: '_count' }]),
    ...(since.ok ? [] : [{ code: 'invalid-parameter' as const, expression: '_since', diagnostics: 'an instant' }]),
    ...(Number.isNaN(to) ? [{ code: 'invalid-parameter' as const, expression: '_page' }] : []),
  ]);
  if (refused) return refused;
  const count = Math.min(Number(query.get('_count') ?? 50), mostPerPage);
  return ok({ count, to, since: since.ok ? since.value : always });
};

/** GET /{type}/{id}/_history: the versions of one resource, newest first, as this caller sees it. */
export const readHistory =
  (type: string) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const found = await find(ports, request, type);
    if (!found) return refuse('not-found');
    const path = `${referenceTo(found.shown)}/_history`;
    const bound = boundTo(request, path, request.query);
    const question = readQuestion(ports, request.query, found.referral.version, bound);
    if (!question.ok) return question;
    const { actor } = request.principal;
    const page = await versionsOf(ports, found, question.value, actor);
    const { versions, next } = page;
    const made = await firstOf(ports, found, page, question.value, actor);
    const url = `${ports.publicUrl}/FHIR/R4/${path}`;
    const link = linksOf(url, request.query, next === undefined ? undefined : ports.cursors.seal(String(next), bound));
    const isWhole = !request.query.has('_page') && next === undefined && !request.query.has('_since');
    const entry = versions.map((resource) => entryOf(ports.publicUrl, resource, resource === made));
    return ok({
      status: 200,
      body: {
        resourceType: 'Bundle',
        type: 'history',
        ...(isWhole ? { total: versions.length } : {}),
        link,
        entry,
      } satisfies Bundle<FhirResource>,
    });
  };

/** The version that made the resource, for this caller: the oldest that is shown, unless there were older ones before `_since`. */
const firstOf = async (
  ports: FhirPorts,
  { referral, shown }: Found,
  { versions, next }: Versions,
  { since }: Question,
  reader: Reader,
): Promise<FhirResource | undefined> => {
  const oldest = versions.at(-1);
  const version = Number(oldest?.meta?.versionId);
  if (next !== undefined) return undefined;
  if (since === always || oldest === undefined || version === 1) return oldest;
  const before = (await ports.ledger.load(referral.id, version - 1))?.referral;
  const standing = before && findResource(before, shown.resourceType, shown.id ?? '');
  return standing && (await show(ports, referral, standing, reader)) ? undefined : oldest;
};

interface Versions {
  readonly versions: readonly FhirResource[];
  /** The version of the referral at which the next page begins. */
  readonly next?: number;
}

/** Of what is shown as it was sent there is one version, however many there are (mappings/council/receipt.ts). What only measures moved has more. */
const onlyOf = (shown: FhirResource, { since }: Question): Versions => ({
  versions: since.holds(shown.meta?.lastUpdated ?? '') ? [shown] : [],
});

const isAsSent = ({ referral, shown }: Found): boolean => {
  const stands = findResource(referral, shown.resourceType, shown.id ?? '');
  const known = stands?.resourceType === 'Task' ? asReferrerSees(stands) : stands;
  return ![stands?.meta?.versionId, known?.meta?.versionId].includes(shown.meta?.versionId);
};

const versionsOf: typeof pageOf = async (ports, found, question, reader) =>
  getsReceipt(found.referral, reader.organisation) || isAsSent(found)
    ? onlyOf(found.shown, question)
    : pageOf(ports, found, question, reader);

const pageOf = async (
  ports: FhirPorts,
  { referral, shown }: Found,
  { count, since, to }: Question,
  reader: Reader,
): Promise<Versions> => {
  const from = Math.max(1, to - mostVersions + 1);
  const entries = [...(await ports.ledger.history(referral.id, { from, to }))].reverse();
  const recent = entries.filter(({ at }) => since.holds(at));
  const named = recent.flatMap((e) => e.changed.filter((r) => referenceTo(r) === referenceTo(shown)));
  const versions = await shownVersions(ports, referral, named, reader);
  const kept = fitting(
    versions.map((match) => ({ match, includes: [] })),
    count,
  ).map(({ match }) => match);
  const left = versions[kept.length];
  if (left) return { versions: kept, next: Number(left.meta?.versionId) };
  const goesOn = from > 1 && recent.length === entries.length;
  return { versions: kept, ...(goesOn ? { next: from - 1 } : {}) };
};

const shownVersions = async (
  ports: FhirPorts,
  referral: Referral,
  versions: readonly FhirResource[],
  reader: Reader,
): Promise<FhirResource[]> => {
  const shown = await Promise.all(versions.map((version) => show(ports, referral, version, reader)));
  // A role that is named may be shown a resource as it was sent: of one version, and of the others there is nothing.
  return shown
    .filter((one, n) => one?.meta?.versionId === versions[n]?.meta?.versionId)
    .filter((one) => one !== undefined);
};

const linksOf = (url: string, query: URLSearchParams, next: string | undefined): Bundle['link'] => {
  const paged = new URLSearchParams(query);
  if (next !== undefined) paged.set('_page', next);
  return [
    { relation: 'self', url: query.size > 0 ? `${url}?${query}` : url },
    ...(next === undefined ? [] : [{ relation: 'next', url: `${url}?${paged}` }]),
  ];
};

const entryOf = (publicUrl: string, resource: FhirResource, made: boolean): BundleEntry<FhirResource> => ({
  fullUrl: `${publicUrl}/FHIR/R4/${referenceTo(resource)}`,
  resource,
  request: made ? { method: 'POST', url: resource.resourceType } : { method: 'PUT', url: referenceTo(resource) },
  response: {
    status: made ? '201' : '200',
    etag: etag(resource.meta?.versionId ?? ''),
    ...(resource.meta?.lastUpdated ? { lastModified: resource.meta.lastUpdated } : {}),
  },
});
