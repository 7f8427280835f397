/**
 * The short reference for people, `HO-7K3M-2P4X`: 7 symbols from the referral id and a check symbol.
 * 31 symbols without 0, I, L, O, U: none is taken for another by ear or eye; 31 is prime, so that the weighted
 * sum finds every wrong symbol and every swapped neighbour.
 *
 * It names a referral to people and is no key: 31^7 is 2.8e10, so that among 100,000 referrals two share one with a
 * chance of 17 %. Whoever looks one up then finds every referral of that reference that they may see, never the first.
 */
const alphabet = '123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base = BigInt(alphabet.length);
const idAlphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const checkOf = (symbols: string): string => {
  const sum = [...symbols].reduce((total, symbol, i) => total + alphabet.indexOf(symbol) * (i + 1), 0);
  return alphabet.charAt(sum % alphabet.length);
};

const format = (symbols: string): string => `HO-${symbols.slice(0, 4)}-${symbols.slice(4)}`;

/** Of a referral id (26 symbols of Crockford's base 32). */
export const referenceOf = (referral: string): string => {
  let number = [...referral].reduce((n, symbol) => n * 32n + BigInt(Math.max(0, idAlphabet.indexOf(symbol))), 0n);
  let symbols = '';
  for (let i = 0; i < 7; i += 1) {
    symbols += alphabet.charAt(Number(number % base));
    number /= base;
  }
  return format(symbols + checkOf(symbols));
};

/** What somebody typed or said, made right: case, spaces, hyphens, O for zero aside. Undefined when the check fails. */
export const readReference = (typed: string): string | undefined => {
  const symbols = typed
    .toUpperCase()
    .replace(/^\s*H[O0]/, '')
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1');
  if (symbols.length !== 8 || [...symbols].some((s) => !alphabet.includes(s))) return undefined;
  return checkOf(symbols.slice(0, 7)) === symbols.charAt(7) ? format(symbols) : undefined;
};
