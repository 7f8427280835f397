/**
 * An ECDSA signature as KMS gives it (DER: SEQUENCE of INTEGER r, INTEGER s) to the form of a JWT: r and s one after the
 * other, each filled up to the size of the curve (RFC 7518 3.4). `size` is 32 bytes for P-256.
 */
export const joseSignature = (der: Uint8Array, size: number): Uint8Array => {
  const sequence = element(der, 0, 0x30);
  if (sequence.end !== der.length) throw new Error('Bytes after the signature');
  const r = element(der, sequence.start, 0x02);
  const s = element(der, r.end, 0x02);
  if (s.end !== sequence.end) throw new Error('More than r and s in the signature');
  const joined = new Uint8Array(2 * size);
  joined.set(filled(der.subarray(r.start, r.end), size), 0);
  joined.set(filled(der.subarray(s.start, s.end), size), size);
  return joined;
};

/** One DER element: where its content starts and ends. Up to P-521 a length takes one byte, or 0x81 and one byte. */
const element = (der: Uint8Array, at: number, tag: number): { start: number; end: number } => {
  const [found, first = 0, second = 0] = der.subarray(at, at + 3);
  if (found !== tag || (first > 0x7f && first !== 0x81)) throw new Error('Not a DER signature');
  const [start, length] = first === 0x81 ? [at + 3, second] : [at + 2, first];
  if (length === 0 || start + length > der.length) throw new Error('The signature is cut short');
  return { start, end: start + length };
};

/** DER integers are as short as they can be, with a zero in front where they would look negative. */
const filled = (integer: Uint8Array, size: number): Uint8Array => {
  const first = integer.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? integer.subarray(integer.length) : integer.subarray(first);
  if (digits.length > size) throw new Error('The signature is of another curve');
  const whole = new Uint8Array(size);
  whole.set(digits, size - digits.length);
  return whole;
};
