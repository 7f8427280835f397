import type { FhirResource } from 'fhir/r4.js';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer } from './request.ts';

/** `W/"7"`: the ledger version that last changed the resource. */
export const etag = (version: number | string): string => `W/"${version}"`;

/** A resource with ETag and Last-Modified from its meta; `location` (of the API, without version) on a create. */
export const resourceAnswer = (status: number, resource: FhirResource, location?: string): Answer => {
  const { versionId, lastUpdated } = resource.meta ?? {};
  return {
    status,
    headers: {
      ...(versionId ? { etag: etag(versionId) } : {}),
      ...(lastUpdated ? { 'last-modified': new Date(lastUpdated).toUTCString() } : {}),
      ...(location
        ? {
            location: `${location}/${resource.resourceType}/${resource.id}${versionId ? `/_history/${versionId}` : ''}`,
          }
        : {}),
    },
    body: resource,
  };
};

/** The version in If-Match, weak or strong; undefined when the header is absent. */
export const ifMatch = (header: string | undefined): Result<number | undefined> => {
  if (header === undefined) return ok(undefined);
  const version = /^(?:W\/)?"([1-9]\d{0,6})"$/.exec(header.trim())?.[1];
  return version === undefined
    ? refuse('invalid-header', { diagnostics: 'If-Match must be one version, as in W/"7".' })
    : ok(Number(version));
};
