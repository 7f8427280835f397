import type { Bundle, BundleEntry, FhirResource, OperationOutcome } from 'fhir/r4.js';
import { findResource, type Reader, type Referral, referenceTo } from '../../domain/referral.ts';
import type { Refusal } from '../../domain/result.ts';
import { issueOf } from '../../http/issues.ts';
import { warningOutcome } from '../../http/operation-outcome.ts';
import type { Answer } from '../../http/request.ts';
import { etag } from '../../http/resource.ts';
import { viewById } from '../reading/view.ts';

/** Where one entry went. */
export interface KeptEntry {
  readonly type: string;
  /** Without it nothing was kept of the entry: the referral was there before. */
  readonly id?: string;
  readonly made: boolean;
  /** What there is to say about this one. */
  readonly outcome?: OperationOutcome;
}

/**
 * One entry for each that was sent, in its order, because a client finds its own by the place in the list (FHIR R4, http.html,
 * transaction); then whatever the hub made besides. Tasks as their sender sees them; warnings go with the request.
 */
export const transactionAnswer = (
  referral: Referral,
  entries: readonly KeptEntry[],
  reader: Reader,
  url: string,
  warnings: readonly Refusal[],
): Answer => {
  const warned = warnings.length > 0 ? warningOutcome(warnings.map(issueOf), url) : undefined;
  const entry = entries.map((sent): BundleEntry<FhirResource> => {
    const said = (sent.type === 'ServiceRequest' ? warned : undefined) ?? sent.outcome;
    const { response, ...kept } = keptEntry(referral, sent, reader, url);
    return {
      ...kept,
      response: { status: sent.made ? '201 Created' : '200 OK', ...response, ...(said ? { outcome: said } : {}) },
    };
  });
  const body: Bundle<FhirResource> = { resourceType: 'Bundle', type: 'transaction-response', entry };
  return { status: 200, body };
};

/** What is kept has a place also where its sender reads no more of it: it came from there. */
const keptEntry = (
  referral: Referral,
  { type, id }: KeptEntry,
  reader: Reader,
  url: string,
): { fullUrl?: string; resource?: FhirResource; response?: object } => {
  const kept = id === undefined ? undefined : findResource(referral, type, id);
  if (!kept?.id) return {};
  const seen = viewById(referral, type, kept.id, reader);
  const shown = type === 'Task' ? seen : undefined;
  // As its sender is shown it: a receipt has one version for good.
  const { meta } = seen ?? kept;
  const version = meta?.versionId ?? '1';
  return {
    fullUrl: `${url}/FHIR/R4/${referenceTo(kept)}`,
    ...(shown ? { resource: shown } : {}),
    response: {
      location: `${referenceTo(kept)}/_history/${version}`,
      etag: etag(version),
      lastModified: meta?.lastUpdated ?? referral.at,
    },
  };
};
