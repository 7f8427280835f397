import { createHash } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Easy on the telephone, `sg-7k3m2p4x9qwe`: 60 bits of a hash over what makes a request this one, so that a repeat finds what it
 * wrote. Nobody can act on an id alone.
 */
export const concernId = (...parts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  const symbols = [...hash.digest().subarray(0, 12)].map((byte) => alphabet.charAt(byte % 32));
  return `sg-${symbols.join('')}`;
};
