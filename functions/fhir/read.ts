import type { Bundle, FhirResource } from 'fhir/r4.js';
import { type Referral, referenceTo, referralOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { etag, resourceAnswer } from '../http/resource.ts';
import type { FhirPorts } from './ports.ts';
import { view, viewById } from './view.ts';

/** GET /{type}/{id}: one strongly consistent read of the ledger, shown through the mapping of the caller's side. */
export const readResource =
  (type: string) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const id = request.params.id ?? '';
    const referral = referralOf(id);
    const loaded = referral === undefined ? undefined : await ports.ledger.load(referral);
    const shown = loaded && viewById(loaded.referral, type, id, request.principal.actor.organisation);
    if (!shown) return refuse('not-found');
    if (request.headers['if-none-match'] === etag(shown.meta?.versionId ?? ''))
      return ok({ status: 304, headers: { etag: etag(shown.meta?.versionId ?? '') } });
    return ok(resourceAnswer(200, shown));
  };

/** GET /Task/{id}/_history: every version of one Task, newest first, as this caller sees it. */
export const readHistory =
  (type: string) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const id = request.params.id ?? '';
    const referral = referralOf(id);
    const loaded = referral === undefined ? undefined : await ports.ledger.load(referral);
    const { organisation } = request.principal.actor;
    if (!loaded || !viewById(loaded.referral, type, id, organisation)) return refuse('not-found');
    const entries = await ports.ledger.history(loaded.referral.id);
    const versions = entries.flatMap((e) => e.changed.filter((r) => r.resourceType === type && r.id === id)).reverse();
    return ok({ status: 200, body: historyOf(loaded.referral, versions, organisation, ports.publicUrl) });
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
