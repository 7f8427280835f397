import { randomUUID } from 'node:crypto';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import * as z from 'zod/mini';
import { organisationCode } from '../../../contracts/organisation-code.ts';
import { memo } from '../../runtime/memo.ts';
import type { Clock } from '../../usecases/ports.ts';
import { signedToken } from '../signed-token.ts';
import type { SigningKeys } from '../signing-keys.ts';
import type { IdentityProvider } from './identity-provider.ts';

interface Settings {
  /** https, or http on this machine alone: the template's parameter admits nothing else. */
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: SigningKeys;
  readonly keyId: string;
  /** Where the provider sends browsers back to; registered there. */
  readonly callback: string;
  readonly clock: Clock;
}

const timeoutSeconds = 5;
const assertionSeconds = 60;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** `organisation` is the code of the organisation: the provider is set up to say it (infra/decisions/0019). */
const claims = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(255)),
  organisation: z.string().check(z.regex(organisationCode)),
});

/** The hub proves who it is with a key that never leaves KMS (RFC 7523): there is no secret to steal. */
const assertion =
  ({ keys, keyId, clientId, clock }: Settings): ClientAuth =>
  async ({ issuer }, _client, body) => {
    const now = Math.floor(Date.parse(clock()) / 1000);
    const times = { iat: now, nbf: now, exp: now + assertionSeconds };
    const said = { iss: clientId, sub: clientId, aud: issuer, jti: randomUUID(), ...times };
    body.set('client_id', clientId);
    body.set('client_assertion_type', assertionType);
    body.set('client_assertion', await signedToken(keys, keyId, 'JWT', said));
  };

/** Authorization code flow with PKCE, state and nonce (OpenID Connect Core 3.1, RFC 9700 2.1.1). */
export const openIdConnect = (settings: Settings): IdentityProvider => {
  const { issuer, clientId, callback } = settings;
  const insecure = issuer.startsWith('http://') ? [allowInsecureRequests] : [];
  const provider = memo((address) =>
    discovery(new URL(address), clientId, {}, assertion(settings), {
      timeout: timeoutSeconds,
      // The ID token's signature too, though it comes from the provider itself.
      execute: [enableNonRepudiationChecks, ...insecure],
    }),
  );
  return {
    begin: async () => {
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
      const address = buildAuthorizationUrl(await provider(issuer), {
        ...{ redirect_uri: callback, scope: 'openid', state, nonce },
        ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      });
      return { address: address.href, kept: [state, nonce, verifier].join('.') };
    },
    finish: async (query, kept) => {
      const [expectedState = '', expectedNonce = '', pkceCodeVerifier = ''] = kept.split('.');
      const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true };
      const tokens = await authorizationCodeGrant(await provider(issuer), new URL(`${callback}?${query}`), checks);
      const { sub, organisation } = claims.parse(tokens.claims());
      return { subject: sub, organisation };
    },
  };
};
