import { randomUUID } from 'node:crypto';
import { errors, type JWK, jwtVerify } from 'jose';
import { signedToken } from './signed-token.ts';
import { kidOf, type SigningKeys } from './signing-keys.ts';

/** DESIGN 7: five minutes. What the client may do is not in the token: the authoriser reads it fresh. */
export const accessTokenSeconds = 300;

/** Who proved to be whom, with which registered key. */
export interface ProvenClient {
  readonly client: string;
  /** RFC 7638 thumbprint. */
  readonly key: string;
}

/** RFC 9068. `now` in seconds. `client_key` is ours: a token ends with the key that it was got with. */
export const issueAccessToken = (
  keys: SigningKeys,
  keyId: string,
  { client, key, issuer, now }: ProvenClient & { issuer: string; now: number },
): Promise<string> =>
  signedToken(keys, keyId, 'at+jwt', {
    ...{ iss: issuer, aud: issuer, sub: client, client_id: client, client_key: key },
    ...{ iat: now, exp: now + accessTokenSeconds, jti: randomUUID() },
  });

/**
 * The client that a token speaks for, or undefined if the token is not one of ours, not an access token or over.
 * Two keys may hold at once, so that they can be changed without a gap.
 */
export const readAccessToken =
  (settings: {
    readonly issuer: string;
    readonly keyIds: readonly string[];
    readonly publicKey: (keyId: string) => Promise<JWK>;
  }) =>
  async (token: string, now: Date): Promise<ProvenClient | undefined> => {
    try {
      const { payload } = await jwtVerify(
        token,
        async ({ kid }) => {
          const keyId = settings.keyIds.find((id) => kidOf(id) === kid);
          if (keyId === undefined) throw new errors.JWKSNoMatchingKey();
          return settings.publicKey(keyId);
        },
        {
          algorithms: ['ES256'],
          typ: 'at+jwt',
          issuer: settings.issuer,
          audience: settings.issuer,
          requiredClaims: ['exp', 'sub', 'jti', 'client_key'],
          currentDate: now,
        },
      );
      const { sub, client_key: key } = payload;
      return typeof sub === 'string' && typeof key === 'string' ? { client: sub, key } : undefined;
    } catch (error) {
      // A key service that does not answer is no verdict about the token.
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
