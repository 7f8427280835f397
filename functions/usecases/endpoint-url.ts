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

/** A name of one label ("localhost", "intranet") is only meaningful inside a network. */
const isPublicHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() === 'unicast';
  const labels = host.replace(/\.$/, '').split('.');
  return labels.length > 1 && !['localhost', 'local', 'internal'].includes(labels.at(-1) ?? '');
};
