/** `GL50 1AA`; the inward part leaves out letters that look alike (BS 7666). Twelve characters at most: nothing to backtrack. */
const postcode = /^([A-Z]{1,2}\d(?:\d|[A-Z])?) ?\d[ABD-HJLNP-UW-Z]{2}$/;
const outwardOnly = /^[A-Z]{1,2}\d(?:\d|[A-Z])?$/;
const atTheEnd = /\b([A-Z]{1,2}\d(?:\d|[A-Z])? ?\d[ABD-HJLNP-UW-Z]{2})\W*$/;

/**
 * The outward code of a UK postcode (`GL50`), in capitals; of a whole postcode or of an outward code alone. Undefined for
 * anything else, and for the pseudo-postcodes of people who live nowhere (`ZZ99`).
 */
export const outwardCode = (text: string): string | undefined => {
  const tidy = text.trim().toUpperCase().replace(/\s+/g, ' ').slice(0, 12);
  const code = postcode.exec(tidy)?.[1] ?? outwardOnly.exec(tidy)?.[0];
  return code?.startsWith('ZZ') ? undefined : code;
};

/** The outward code of the postcode that an address in one line ends with. */
export const outwardCodeAtEndOf = (address: string): string | undefined => {
  const found = atTheEnd.exec(address.toUpperCase().slice(-20))?.[1];
  return found === undefined ? undefined : outwardCode(found);
};

const sectorOf = /^([A-Z]{1,2}\d(?:\d|[A-Z])?) ?(\d)[ABD-HJLNP-UW-Z]{2}$/;

/** The sector of a whole UK postcode: `GL2 7` of `GL2 7AA`. Undefined for anything less. */
export const postcodeSector = (text: string): string | undefined => {
  const [, outward, digit] = sectorOf.exec(text.trim().toUpperCase().replace(/\s+/g, ' ').slice(0, 12)) ?? [];
  return outward === undefined || outward.startsWith('ZZ') ? undefined : `${outward} ${digit}`;
};

export const postcodeSectorAtEndOf = (address: string): string | undefined =>
  postcodeSector(atTheEnd.exec(address.toUpperCase().slice(-20))?.[1] ?? '');
