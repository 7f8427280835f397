import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * Where the next page of a list begins, for one caller and one query only (DESIGN 7). Encrypted, not just signed:
 * a position in an index may name a referral that the caller is not shown.
 */
export interface Cursors {
  seal(position: string, bound: string): string;
  /** The position, or undefined when the cursor is not ours, or was made for another caller or query. */
  open(cursor: string, bound: string): string | undefined;
}

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

export const cursors = (secret: string): Cursors => {
  const key = createHmac('sha256', secret).update('handover cursor 1').digest();
  return {
    seal: (position, bound) => {
      const iv = randomBytes(ivBytes);
      const sealing = createCipheriv(cipher, key, iv).setAAD(Buffer.from(bound));
      const sealed = Buffer.concat([sealing.update(position, 'utf8'), sealing.final()]);
      return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64url');
    },
    open: (cursor, bound) => {
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length < ivBytes + tagBytes) return undefined;
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(bound))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return opening.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
};
