import parsePhoneNumber from 'libphonenumber-js/min';

/**
 * A mobile number of the United Kingdom in the form of E.164, or undefined: only those get a text. 070 are personal numbers and 076
 * pagers (Ofcom, National Telephone Numbering Plan); Guernsey, Jersey and the Isle of Man share +44 and are other networks' countries.
 */
export const mobileOf = (value: string): string | undefined => {
  const parsed = parsePhoneNumber(value, 'GB');
  if (!parsed || parsed.ext !== undefined) return undefined;
  const isHere = parsed.country === undefined || parsed.country === 'GB';
  return isHere && /^\+447[1-57-9]\d{8}$/.test(parsed.number) ? parsed.number : undefined;
};
