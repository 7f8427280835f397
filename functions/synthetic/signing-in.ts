import { createPublicKey, randomUUID } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { joseSignature } from '../identity/ecdsa-signature.ts';
import { kidOf } from '../identity/signing-keys.ts';

interface OwnKey {
  readonly client: KMSClient;
  readonly keyId: string;
}

/** P-384: what assertions are signed with (ES384). */
const size = 48;
const lifetimeSeconds = 120;

/** The public half, as it is registered. */
export const publicJwk = async ({ client, keyId }: OwnKey): Promise<Record<string, string>> => {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) throw new Error('KMS answered without a public key');
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' }).export({ format: 'jwk' });
  const { kty, crv, x, y } = key;
  if (kty !== 'EC' || crv !== 'P-384' || !x || !y) throw new Error('The key of synthetic referrals is not on P-384');
  return { kty, crv, x, y, kid: kidOf(keyId), alg: 'ES384' };
};

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** An assertion that the client is itself (RFC 7523), for the token endpoint. */
export const assertion = async (
  { client, keyId }: OwnKey,
  claims: { readonly client: string; readonly endpoint: string; readonly now: string },
): Promise<string> => {
  const issued = Math.floor(Date.parse(claims.now) / 1000);
  const header = base64url(JSON.stringify({ alg: 'ES384', typ: 'JWT', kid: kidOf(keyId) }));
  const body = base64url(
    JSON.stringify({
      ...{ iss: claims.client, sub: claims.client, aud: claims.endpoint, jti: randomUUID() },
      ...{ iat: issued, exp: issued + lifetimeSeconds },
    }),
  );
  const message = `${header}.${body}`;
  const { Signature } = await client.send(
    new SignCommand({
      ...{ KeyId: keyId, Message: Buffer.from(message), MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_384' },
    }),
  );
  if (!Signature) throw new Error('KMS answered without a signature');
  return `${message}.${base64urlOf(joseSignature(Signature, size))}`;
};

const base64urlOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
