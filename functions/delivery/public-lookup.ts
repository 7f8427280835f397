import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../usecases/endpoint-url.ts';

/** The name of the error by which the transport knows that the hub itself refused. */
export const addressNotAllowed = 'ERR_ADDRESS_NOT_ALLOWED';

type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Resolves names for one connection and refuses when any address is not public: loopback, private, link-local (the
 * metadata service of the cloud), unique local and the rest of ipaddr.js's ranges. The connection goes to the very
 * address that was looked at, so that a name cannot change its mind in between (DNS rebinding).
 */
export const publicLookup =
  (resolve: Resolve = dnsLookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error('No address'), '', 0);
      if (!addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(Object.assign(new Error('The address is not public'), { code: addressNotAllowed }), '', 0);
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
