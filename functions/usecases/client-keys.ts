import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';

/** A public key of a client, as far as we keep it: what RFC 7518 names for its kind, and nothing else that came along. */
export type PublicKey = Readonly<Record<string, string>> & { readonly kid: string; readonly kty: string };

/** Members that only a private or symmetric key has (RFC 7518 6.2.2, 6.3.2, 6.4.1). */
const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
/** Members that point elsewhere: we never fetch a key (DESIGN 7). */
const elsewhere = ['jku', 'x5u'];
const curves: Readonly<Record<string, number>> = { 'P-256': 32, 'P-384': 48 };
const mostKeys = 10;

/** A JWKS as a client hands it in, checked key by key. `works` asks the platform whether the numbers make a key. */
export const acceptKeys = (jwks: unknown, works: (key: PublicKey) => boolean): Result<readonly PublicKey[]> => {
  const given = isRecord(jwks) && Object.keys(jwks).every((k) => k === 'keys') ? jwks.keys : undefined;
  if (!Array.isArray(given) || given.length === 0 || given.length > mostKeys) {
    return {
      ok: false,
      refusals: [{ ...faulty, expression: '/jwks', diagnostics: `A JWKS holds "keys" only: 1 to ${mostKeys} keys.` }],
    };
  }
  const read = given.map((key) => readKey(key, works));
  const faults: Refusal[] = read.flatMap((key, n) =>
    typeof key === 'string' ? [{ ...faulty, expression: `/jwks/keys/${n}`, diagnostics: `The key ${key}.` }] : [],
  );
  const keys = read.filter((key) => typeof key !== 'string');
  if (new Set(keys.map((key) => key.kid)).size < keys.length) {
    faults.push({ ...faulty, expression: '/jwks/keys', diagnostics: 'Each key needs a kid of its own.' });
  }
  // An assertion is signed with RS384, RS512 or ES384; P-256 fits none of them, so it cannot be the only kind.
  if (faults.length === 0 && keys.every((key) => key.crv === 'P-256')) {
    faults.push({ ...faulty, expression: '/jwks/keys', diagnostics: 'At least one key must be RSA or P-384.' });
  }
  return refuseAll(faults) ?? ok(keys);
};

const faulty = { code: 'invalid-input' } as const;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readKey = (key: unknown, works: (key: PublicKey) => boolean): PublicKey | string => {
  if (!isRecord(key)) return 'is not an object';
  if (secret.some((name) => name in key)) return 'holds a private part; send the public key only';
  if (elsewhere.some((name) => name in key)) return 'points to another place; send the key itself';
  const { kty, kid, use = 'sig', alg } = key;
  if (typeof kid !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(kid)) return 'needs a kid of 1 to 128 visible characters';
  if (use !== 'sig') return 'is not for signatures';
  if (alg !== undefined && typeof alg !== 'string') return 'has an alg that is no text';
  const numbers = kty === 'RSA' ? rsaNumbers(key) : kty === 'EC' ? curveNumbers(key) : 'is neither RSA nor EC';
  if (typeof numbers === 'string') return numbers;
  const kept: PublicKey = { kty: String(kty), kid, use: 'sig', ...(alg === undefined ? {} : { alg }), ...numbers };
  return works(kept) ? kept : 'is not a usable public key';
};

/** Big-endian, without a sign (RFC 7518 2, Base64urlUInt). */
const numberOf = (text: unknown): bigint | undefined =>
  typeof text === 'string' && /^[A-Za-z0-9_-]{1,2048}$/.test(text)
    ? BigInt(`0x0${Buffer.from(text, 'base64url').toString('hex')}`)
    : undefined;

const rsaNumbers = ({ n, e }: Record<string, unknown>): Record<string, string> | string => {
  const modulus = numberOf(n);
  const exponent = numberOf(e);
  if (modulus === undefined || exponent === undefined) return 'lacks n or e';
  const bits = modulus.toString(2).length;
  if (bits < 2048 || bits > 8192) return 'must have 2048 to 8192 bits';
  // A small exponent makes signatures forgeable (FIPS 186-5 A.1.1).
  if (exponent < 65537n || exponent % 2n === 0n) return 'has a weak exponent';
  return { n: String(n), e: String(e) };
};

const curveNumbers = ({ crv, x, y }: Record<string, unknown>): Record<string, string> | string => {
  const bytes = typeof crv === 'string' && Object.hasOwn(curves, crv) ? curves[crv] : undefined;
  if (bytes === undefined) return 'must be on P-384 or P-256';
  const fits = (v: unknown) => typeof v === 'string' && Buffer.from(v, 'base64url').length === bytes;
  return fits(x) && fits(y) ? { crv: String(crv), x: String(x), y: String(y) } : 'lacks x or y';
};
