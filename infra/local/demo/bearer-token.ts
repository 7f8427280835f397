import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { DemoKey } from './keys.ts';

const answer = z.object({ access_token: z.string(), expires_in: z.number() });

/**
 * What any client does to get a token: signs an assertion about itself and posts it (RFC 7523, SMART backend services).
 * `at`: the hub's own time, where a simulation has moved it.
 */
export const bearerToken = async (
  hub: string,
  client: string,
  key: DemoKey,
  at = new Date(),
): Promise<z.infer<typeof answer>> => {
  const endpoint = `${hub}/oauth2/token`;
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'ES384', typ: 'JWT', kid: key.kid })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(endpoint)
    .setIssuedAt(at)
    .setExpirationTime(new Date(at.getTime() + 240_000))
    .setJti(randomUUID())
    .sign(await importJWK(key, 'ES384'));
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  });
  if (!response.ok) throw new Error(`The hub gave ${client} no token: ${response.status} ${await response.text()}`);
  return answer.parse(await response.json());
};
