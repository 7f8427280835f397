import type { Coding, Consent, ServiceRequest } from 'fhir/r4.js';
import { span } from './calendar.ts';
import { organisationOf } from './referral.ts';

/** What a request is for, as the permission must name it: the codings of SR2.code. Words alone name nothing. */
export const purposesOf = (codings: readonly Coding[] | undefined): string[] =>
  (codings ?? []).filter((c) => c.code !== undefined).map((c) => `${c.system ?? ''}|${c.code}`);

const names = (consent: Consent, partner: string): boolean =>
  consent.provision?.actor?.some((a) => organisationOf(a.reference) === partner) ?? false;

const covers = (consent: Consent, request: ServiceRequest): boolean => {
  const purposes = purposesOf(request.code?.coding);
  return purposesOf(consent.provision?.purpose).some((purpose) => purposes.includes(purpose));
};

/** The ledger's own order; what comes with the request itself is the newest. */
const recorded = (consent: Consent): number => Number(consent.meta?.versionId ?? Number.POSITIVE_INFINITY);

/** In doubt about the dates, the objection is the later one. */
const takesBack = (objection: Consent, permit: Consent): boolean =>
  recorded(objection) > recorded(permit) || span(objection.dateTime).last >= span(permit.dateTime).first;

/**
 * The gate of DESIGN 4: a permission of the person (or a best-interests or attorney's decision, recorded as one)
 * for this group and this purpose. An objection to the group, given or recorded later, closes it again.
 */
export const permission = (
  consents: readonly Consent[],
  partner: string,
  request: ServiceRequest,
): Consent | undefined => {
  const about = consents.filter((c) => c.status === 'active' && names(c, partner));
  const objections = about.filter((c) => c.provision?.type === 'deny');
  return about
    .filter((c) => c.provision?.type === 'permit' && c.performer !== undefined && covers(c, request))
    .findLast((permit) => !objections.some((objection) => takesBack(objection, permit)));
};
