import type { Bundle, FhirResource } from 'fhir/r4.js';
import { type Referral, referenceTo, referralOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { etag, resourceAnswer } from '../http/resource.ts';
import type { FhirPorts } from './ports.ts';
import { view, viewById } from './view.ts';

interface Found {
  readonly referral: Referral;
  readonly shown: FhirResource;
}

/** One strongly consistent read of the ledger, shown through the mapping of the caller's side. */
const find = async (
  { ledger }: FhirPorts,
  { params, principal }: SignedIn,
  type: string,
): Promise<Found | undefined> => {
  const id = params.id ?? '';
  const referral = referralOf(id);
  const loaded = referral === undefined ? undefined : await ledger.load(referral);
  const shown = loaded && viewById(loaded.referral, type, id, principal.actor.organisation);
  return loaded && shown ? { referral: loaded.referral, shown } : undefined;
};

/** GET /{type}/{id} */
export const readResource =
  (type: string) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const found = await find(ports, request, type);
    if (!found) return refuse('not-found');
    const tag = etag(found.shown.meta?.versionId ?? '');
    const unchanged = request.headers['if-none-match'] === tag;
    return ok(unchanged ? { status: 304, headers: { etag: tag } } : resourceAnswer(200, found.shown));
  };

/** GET /Task/{id}/_history: every version of one Task, newest first, as this caller sees it. */
export const readHistory =
  (type: string) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const found = await find(ports, request, type);
    if (!found) return refuse('not-found');
    const { referral, shown } = found;
    const entries = await ports.ledger.history(referral.id);
    const versions = entries
      .flatMap((e) => e.changed.filter((r) => r.resourceType === type && r.id === shown.id))
      .reverse();
    const { organisation } = request.principal.actor;
    return ok({ status: 200, body: historyOf(referral, versions, organisation, ports.publicUrl) });
  };

const historyOf = (
  referral: Referral,
  versions: readonly FhirResource[],
  organisation: string,
  url: string,
): Bundle => {
  const shown = versions.map((r) => view(referral, r, organisation)).filter((r) => r !== undefined);
  return {
    resourceType: 'Bundle',
    type: 'history',
    total: shown.length,
    entry: shown.map((resource, i) => ({
      fullUrl: `${url}/FHIR/R4/${referenceTo(resource)}`,
      resource,
      request: {
        method: i === shown.length - 1 ? 'POST' : 'PUT',
        url: i === shown.length - 1 ? resource.resourceType : referenceTo(resource),
      },
      response: {
        status: i === shown.length - 1 ? '201' : '200',
        etag: etag(resource.meta?.versionId ?? ''),
        lastModified: resource.meta?.lastUpdated ?? referral.at,
      },
    })),
  };
};
