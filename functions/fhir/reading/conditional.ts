import type { FhirResource } from 'fhir/r4.js';
import type { Answer, SignedIn } from '../../http/request.ts';
import { etag } from '../../http/resource.ts';
import { hasNotice } from './duty-notice.ts';

type Headers = Readonly<Record<string, string>>;

/** Versions are the hub's own numbers, so weak and strong comparison are one. */
const tags = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));

/**
 * Whether the caller has this version already. If-None-Match decides where both are sent (RFC 9110, 13.2.2); a date that
 * cannot be read is as if it were not there (13.1.3).
 */
export const isKnown = (headers: Headers, resource: FhirResource): boolean => {
  if (hasNotice(resource)) return false;
  const { meta } = resource;
  const none = headers['if-none-match'];
  if (none !== undefined) return none.trim() === '*' || tags(none).includes(`"${meta?.versionId}"`);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // The header counts in seconds.
  return !Number.isNaN(since) && Math.floor(Date.parse(meta?.lastUpdated ?? '') / 1000) * 1000 <= since;
};

export const unchanged = (resource: FhirResource) => ({
  status: 304,
  headers: { etag: etag(resource.meta?.versionId ?? '') },
});

/** Whether something gets to who asks: an answer to a HEAD, and one that nothing has changed, hold no body. */
export const handsOver = ({ method }: Pick<SignedIn, 'method'>, { body }: Answer): boolean =>
  method !== 'HEAD' && body !== undefined;
