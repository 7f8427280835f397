import { createPublicKey } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import * as z from 'zod/mini';
import type { PublicKey } from '../usecases/client-keys.ts';
import type { Client } from '../usecases/ports.ts';

/** RS384 and ES384 are what SMART asks for, RS512 is what the NHS API platform signs with (users.md A11). */
export const assertionAlgorithms = ['RS384', 'ES384', 'RS512'] as const;
export type AssertionAlgorithm = (typeof assertionAlgorithms)[number];

const kinds: Readonly<Record<AssertionAlgorithm, (key: z.infer<typeof jwk>) => boolean>> = {
  RS384: (key) => key.kty === 'RSA',
  RS512: (key) => key.kty === 'RSA',
  ES384: (key) => key.kty === 'EC' && key.crv === 'P-384',
};

const jwk = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), e: z.string(), alg: z.optional(z.string()) }),
  z.object({
    kty: z.literal('EC'),
    ...{ kid: z.string(), crv: z.string(), x: z.string(), y: z.string() },
    alg: z.optional(z.string()),
  }),
]);

/** The registered key with this `kid`, if it is of the kind that the algorithm needs. */
export const keyOf = (client: Client, kid: string, algorithm: AssertionAlgorithm): JWK | undefined => {
  const found = jwk.safeParse(client.jwks.keys.find((key) => key.kid === kid));
  if (!found.success || !kinds[algorithm](found.data)) return undefined;
  return found.data.alg === undefined || found.data.alg === algorithm ? found.data : undefined;
};

/** RFC 7638, of each registered key: what a token that was got with one of them names. */
export const thumbprintsOf = ({ jwks }: Client): Promise<string[]> =>
  Promise.all(jwks.keys.map((key) => calculateJwkThumbprint(jwk.parse(key))));

/** Whether the numbers of a key make one: a point that is on its curve, for example. Asked when a key is registered. */
export const isWorkingKey = (key: PublicKey): boolean => {
  try {
    createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
};
