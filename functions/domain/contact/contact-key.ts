/** Fewer digits are no telephone number: an extension, a house, half of a number. */
const leastDigits = 6;
/** E.164 has at most 15: more than that are several numbers in one field. */
const mostDigits = 15;

/** `%2B44` of a tel: or sms: address is `+44`. */
const decoded = (value: string): string =>
  value.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Full-width forms are plain, and nothing that nobody sees is left: spaces, soft hyphens, characters of no width. */
const plain = (value: string): string =>
  decoded(value)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}\p{M}\u115f\u1160\u3164]/gu, '')
    .toLowerCase();

/** Digits with anything between them but what begins something else: a letter, an extension, a parameter. */
const runsOfDigits = /\d(?:[^\p{L};?#]*\d)*/gu;

/** 07700 900123, +44 (0)7700 900123, 0044 7700 900123 and 447700900123 without their beginnings. */
const significant = (digits: string): string => digits.replace(/^0*(?:44(?=\d{9}))?0*/, '');

/** Two numbers written in one field: each begins like a number of the United Kingdom. */
const apart = (digits: string): string[] =>
  digits.length > mostDigits
    ? [...digits.matchAll(/(?:00440?|440?|0)?([1-9]\d{9})/g)].flatMap(([, number]) => number ?? [])
    : [];

const keysOfNumber = (run: string): string[] => {
  const digits = run.replace(/\D/g, '');
  return digits.length < leastDigits ? [] : [significant(digits) || digits, ...apart(digits)];
};

/**
 * What two ways to write the same telephone number or address have in common, whatever kind of channel it is called: a
 * number that is not safe to ring is none to send a text to. Too much in common is a number not used; too little is harm.
 */
export const contactKeys = (value: string | undefined): readonly string[] => {
  const text = plain(value ?? '');
  const emails = text.split(/[<>:;,?"()[\]]/).filter((part) => /.@./.test(part));
  if (emails.length > 0) return emails;
  const numbers = [...text.matchAll(runsOfDigits)].flatMap(([run]) => keysOfNumber(run));
  if (numbers.length > 0) return numbers;
  const rest = text.replace(/[^\p{L}\p{N}]/gu, '');
  return rest === '' ? [] : [rest];
};
