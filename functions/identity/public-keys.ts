import { createPublicKey } from 'node:crypto';
import type { JWK } from 'jose';
import { memo } from '../runtime/memo.ts';
import { kidOf, type SigningKeys } from './signing-keys.ts';

/** Our own public keys as JWKs, each asked for once in the life of a function. */
export const publicKeys = (keys: SigningKeys): ((keyId: string) => Promise<JWK>) =>
  memo(async (keyId) => {
    const spki = await keys.publicKey(keyId);
    const { kty, crv, x, y } = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
      format: 'jwk',
    });
    if (kty !== 'EC' || crv !== 'P-256' || !x || !y) throw new Error('A signing key is not on P-256');
    return { kty, crv, x, y, kid: kidOf(keyId), use: 'sig', alg: 'ES256' };
  });
