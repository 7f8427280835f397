/**
 * What may stand for an organisation: an ODS code, or a code of our own (`walking-group`). It stands in FHIR references, so
 * it has the form of an id of R4.
 */
export const organisationCodeForm = '[A-Za-z0-9.-]{1,64}';

export const organisationCode = new RegExp(`^${organisationCodeForm}$`);

/** One code, however somebody typed it: of two organisations never only the case differs where it is asked who is kept out. */
export const isSameCode = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();

/** `Organization/L99901`; the first group is the code. */
export const organisationReference = new RegExp(`^Organization/(${organisationCodeForm})$`);
