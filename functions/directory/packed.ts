import { gunzipSync, gzipSync } from 'node:zlib';

/** What this table stores beyond its keys is JSON, compressed: entries of a directory are words. */
export const packed = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value));

/** More than the whole catalogue of a county is. */
const mostUnpacked = 64 * 1024 * 1024;

export const unpacked = (bytes: unknown): unknown => {
  if (!(bytes instanceof Uint8Array)) throw new Error('An item of the directory holds no body');
  return JSON.parse(gunzipSync(bytes, { maxOutputLength: mostUnpacked }).toString('utf8'));
};
