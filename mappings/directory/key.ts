/** An id of R4 has 64 signs at most, of which `d.` says that it is of the directory: no referral or organisation has such a one. */
const simple = /^[A-Za-z0-9-]{1,62}$/;

/**
 * The id over FHIR of what a directory calls by an opaque id. One that is no id of R4 is spelled in hexadecimal digits where that fits,
 * and else by a hash, which is handed in: nothing here makes ids.
 */
export const keyOf = (id: string, hash: (text: string) => string): string =>
  simple.test(id) ? `d.${id}` : `d.x.${hash(id)}`;
