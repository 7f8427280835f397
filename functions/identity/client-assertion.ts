import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import { isOwnCode } from '../usecases/participant-register.ts';
import type { Clock, Participants } from '../usecases/ports.ts';
import type { ProvenClient } from './access-token.ts';
import { type AssertionAlgorithm, assertionAlgorithms, keyOf } from './client-key.ts';

/** Why an assertion was refused: for our log, never for the answer. */
export type AssertionFault =
  | 'malformed'
  | 'unsafe-header'
  | 'wrong-algorithm'
  | 'unknown-client'
  | 'inactive-client'
  | 'unknown-key'
  | 'not-proven'
  | 'wrong-lifetime'
  | 'wrong-jti'
  | 'used-before';

export type Verified =
  | ({ readonly ok: true } & ProvenClient)
  | { readonly ok: false; readonly fault: AssertionFault; readonly client?: string };

/** True once for each client and jti; `expires` in seconds is when the assertion can no longer be used anyway. */
export type UseOnce = (client: string, jti: string, expires: number) => Promise<boolean>;

export const longestLifetime = 300;
const skew = 30;
/** A header that names or brings its own key would let the sender choose what it is checked with (RFC 8725 3.10). */
const bringsItsKey = ['jku', 'jwk', 'x5u', 'x5c'];

/** RFC 7523 3: private_key_jwt. What is read before the signature holds is used to find the key and for nothing else. */
export const verifyAssertion =
  (ports: { participants: Participants; useOnce: UseOnce; audience: string; clock: Clock }) =>
  async (assertion: string): Promise<Verified> => {
    const read = readUnverified(assertion);
    if (typeof read === 'string') return { ok: false, fault: read };
    const { id, algorithm, kid } = read;

    const client = await ports.participants.client(id);
    if (!client) return { ok: false, fault: 'unknown-client' };
    const refused = (fault: AssertionFault): Verified => ({ ok: false, fault, client: id });
    if (!client.active) return refused('inactive-client');
    const key = keyOf(client, kid, algorithm);
    if (!key) return refused('unknown-key');

    const now = new Date(ports.clock());
    const verified = await jwtVerify(assertion, key, {
      ...{ algorithms: [algorithm], issuer: id, subject: id, audience: ports.audience },
      ...{ clockTolerance: skew, requiredClaims: ['exp', 'jti'], currentDate: now },
    }).catch(() => undefined);
    if (!verified) return refused('not-proven');

    const fault = claimFault(verified.payload, Math.floor(now.getTime() / 1000));
    if (fault) return refused(fault);
    const { jti = '', exp = 0 } = verified.payload;
    return (await ports.useOnce(id, jti, exp + 2 * skew))
      ? { ok: true, client: id, key: await calculateJwkThumbprint(key) }
      : refused('used-before');
  };

const readUnverified = (
  assertion: string,
): { id: string; algorithm: AssertionAlgorithm; kid: string } | AssertionFault => {
  let header: ProtectedHeaderParameters;
  let claims: JWTPayload;
  try {
    header = decodeProtectedHeader(assertion);
    claims = decodeJwt(assertion);
  } catch {
    return 'malformed';
  }
  if (bringsItsKey.some((name) => name in header)) return 'unsafe-header';
  const algorithm = assertionAlgorithms.find((known) => known === header.alg);
  if (!algorithm) return 'wrong-algorithm';
  const { iss, sub } = claims;
  if (typeof iss !== 'string' || iss !== sub || !isOwnCode(iss)) return 'unknown-client';
  return typeof header.kid === 'string' ? { id: iss, algorithm, kid: header.kid } : 'unknown-key';
};

/** What jose leaves open: how long an assertion may live, one audience only, a jti that can be stored. */
const claimFault = ({ exp = 0, iat = 0, aud, jti }: JWTPayload, now: number): AssertionFault | undefined => {
  if (exp > now + longestLifetime + skew || iat > now + skew) return 'wrong-lifetime';
  if (Array.isArray(aud) && aud.length !== 1) return 'not-proven';
  return typeof jti === 'string' && jti.length >= 1 && jti.length <= 128 ? undefined : 'wrong-jti';
};
