import type { IncomingHttpHeaders } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';

/** Whether a request comes from the hub: a token that its key signed, made for this program and no other. */
export const isFromHub = (hub: string, ownOrigin: string): ((headers: IncomingHttpHeaders) => Promise<boolean>) => {
  const keys = createRemoteJWKSet(new URL(`${hub}/.well-known/jwks.json`), { cooldownDuration: 1000 });
  return async ({ authorization }) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return false;
    return jwtVerify(token, keys, { issuer: hub, audience: ownOrigin, algorithms: ['ES256'], clockTolerance: 30 }).then(
      () => true,
      () => false,
    );
  };
};
