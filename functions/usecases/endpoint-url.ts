import ipaddr from 'ipaddr.js';

/**
 * What is wrong with an address that the hub would send referrals to; undefined when nothing is. `deliver` looks again
 * at each send, with the address that the name then resolves to (DESIGN 6).
 */
export const endpointFault = (endpoint: string, allowedPrivateOrigins: readonly string[]): string | undefined => {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url) return 'is not a URL';
  if (url.username !== '' || url.password !== '') return 'must not hold credentials';
  if (url.search !== '' || url.hash !== '') return 'must not have a query or a fragment';
  if (allowedPrivateOrigins.includes(url.origin)) return undefined;
  if (url.protocol !== 'https:') return 'must use https';
  return isPublicHost(url.hostname) ? undefined : 'must be a public address';
};

/** Of IPv6 only what is given out (RFC 4291): ::127.0.0.1 counts as unicast too, and is no place to send anything. */
const givenOut = ipaddr.parseCIDR('2000::/3');

/** Loopback, private, link-local (the metadata service of the cloud) and the rest of ipaddr.js's ranges are not. */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const at = ipaddr.process(address);
  return at.range() === 'unicast' && (at.kind() === 'ipv4' || at.match(givenOut));
};

/** A name of one label ("localhost", "intranet") is only meaningful inside a network. */
const isPublicHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  const labels = host.replace(/\.$/, '').split('.');
  return labels.length > 1 && !['localhost', 'local', 'internal'].includes(labels.at(-1) ?? '');
};
