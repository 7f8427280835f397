import { createHmac } from 'node:crypto';
import type { Hash } from '../usecases/ports.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 128 bits as 26 symbols of Crockford's base 32, lower case. */
const base32 = (bytes: Uint8Array): string => {
  let number = bytes.reduce((n, byte) => n * 256n + BigInt(byte), 0n);
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = alphabet.charAt(Number(number % 32n)) + text;
    number /= 32n;
  }
  return text;
};

/** Keyed, so that nobody without the secret can tell whose identifier an id was made from. Parts carry their length. */
export const keyedHash =
  (secret: string): Hash =>
  (...parts) => {
    const hmac = createHmac('sha256', secret);
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
    return base32(hmac.digest().subarray(0, 16));
  };
