import { joseSignature } from './ecdsa-signature.ts';
import { kidOf, type SigningKeys } from './signing-keys.ts';

const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');

/**
 * An ES256 JWT whose private key stays in the key service. `typ` keeps the kinds of token apart (RFC 8725 3.11): what was
 * signed to call a recipient can never be used to call the hub.
 */
export const signedToken = async (
  keys: SigningKeys,
  keyId: string,
  typ: string,
  claims: Readonly<Record<string, string | number>>,
): Promise<string> => {
  const header = base64url(JSON.stringify({ alg: 'ES256', typ, kid: kidOf(keyId) }));
  const message = `${header}.${base64url(JSON.stringify(claims))}`;
  const signature = await keys.sign(keyId, Buffer.from(message));
  return `${message}.${base64url(joseSignature(signature, 32))}`;
};
