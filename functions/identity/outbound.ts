import { randomUUID } from 'node:crypto';
import type { Clock } from '../usecases/ports.ts';
import { signedToken } from './signed-token.ts';
import type { SigningKeys } from './signing-keys.ts';

const lifetimeSeconds = 300;
/** A token is not used any more when less than this is left of it: a send may take 10 s, and clocks differ. */
const marginSeconds = 60;
const mostKept = 500;

/**
 * The bearer token with which the hub calls a recipient, who checks it against `/.well-known/jwks.json`. Made for one
 * recipient only (`aud` = its origin), so that no recipient can use it against another.
 */
export const outboundTokens = (settings: {
  readonly keys: SigningKeys;
  readonly keyId: string;
  /** PUBLIC_URL */
  readonly issuer: string;
  readonly clock: Clock;
}): ((recipient: string) => Promise<string>) => {
  const kept = new Map<string, { token: string; until: number }>();
  return async (recipient) => {
    const audience = new URL(recipient).origin;
    const now = Math.floor(Date.parse(settings.clock()) / 1000);
    const known = kept.get(audience);
    if (known && now < known.until) return known.token;
    const token = await signedToken(settings.keys, settings.keyId, 'JWT', {
      ...{ iss: settings.issuer, sub: settings.issuer, aud: audience },
      ...{ iat: now, exp: now + lifetimeSeconds, jti: randomUUID() },
    });
    if (kept.size >= mostKept) kept.clear();
    kept.set(audience, { token, until: now + lifetimeSeconds - marginSeconds });
    return token;
  };
};
