import { createHash } from 'node:crypto';

/**
 * The X-Request-Id of a message: the same at every try, so that a recipient knows a repeat. A UUID of version 8 (RFC 9562,
 * 5.8) over the row and the version that it wants told.
 */
export const requestIdOf = (referral: string, sk: string, version: number): string => {
  const hex = createHash('sha256').update(`${referral}/${sk}/${version}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
