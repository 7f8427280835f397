import type { Coding, Consent, Patient, ServiceRequest } from 'fhir/r4.js';
import { type PermissionPurpose, permissionPurposes } from '../../../contracts/lifecycle/permission-purposes.ts';
import { isSameCode } from '../../../contracts/organisation-code.ts';
import { systems } from '../../../contracts/systems.ts';
import { calendarDaysAfter, span } from '../calendar.ts';
import { organisationOf, referenceTo } from '../referral.ts';
import { whyMayNotDecide } from './who-decides.ts';

/** What a request is for, as the permission must name it: the codings of SR2.code. Words alone name nothing. */
export const purposesOf = (codings: readonly Coding[] | undefined): string[] =>
  (codings ?? []).filter((c) => c.code !== undefined).map((c) => `${c.system ?? ''}|${c.code}`);

/** An objection also by a code that was typed in other letters: it must not be without effect. A permission by the very code alone. */
export const names = ({ provision }: Consent, partner: string): boolean =>
  provision?.actor?.some(({ reference }) => {
    const code = organisationOf(reference);
    return code === partner || (provision.type === 'deny' && isSameCode(code, partner));
  }) ?? false;

const isAnyOf = (purposes: readonly Coding[] | undefined, request: ServiceRequest): boolean => {
  const asked = purposesOf(request.code?.coding);
  return purposesOf(purposes).some((purpose) => asked.includes(purpose));
};

const covers = (consent: Consent, request: ServiceRequest): boolean => isAnyOf(consent.provision?.purpose, request);

/** What is no request to an organisation, as if the person were asked for it: the same gate answers (DESIGN 4). */
export const asRequest = (code: PermissionPurpose, patient: Patient): ServiceRequest => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'plan' },
  subject: { reference: referenceTo(patient) },
  code: { coding: [{ system: systems.permissionPurpose, code, display: permissionPurposes[code] }] },
});

/** Two requests for the same need, whatever else their codes say. */
export const haveSamePurpose = (one: ServiceRequest, other: ServiceRequest): boolean =>
  isAnyOf(one.code?.coding, other);

/** The ledger's own order; what comes with the request itself is the newest. */
const recorded = (consent: Consent): number => Number(consent.meta?.versionId ?? Number.POSITIVE_INFINITY);

/** Exceptions within it, and whatever else would change its meaning: nobody here can weigh them, so they permit nothing. */
const isPlain = ({ provision, modifierExtension }: Consent): boolean =>
  modifierExtension === undefined && provision?.modifierExtension === undefined && provision?.provision === undefined;

const isOf = ({ patient }: Consent, person: Patient): boolean =>
  patient?.reference === undefined || patient.reference === referenceTo(person);

/** A day's grace: clocks differ, and a date may be written in another zone. */
const isGiven = (dateTime: string | undefined, now: string): boolean =>
  dateTime === undefined || span(dateTime).first <= calendarDaysAfter(now, 1);

const hasBegun = ({ dateTime, provision }: Consent, now: string): boolean => {
  const { start } = provision?.period ?? {};
  return isGiven(dateTime, now) && (start === undefined || span(start).first <= now);
};

const isInForce = (consent: Consent, now: string): boolean => {
  const { end } = consent.provision?.period ?? {};
  return hasBegun(consent, now) && (end === undefined || span(end).last >= now);
};

/** Every purpose is one that can be compared: of words, or a code of nobody knows which system, nobody can tell what they leave out. */
const isLimited = (purposes: readonly Coding[] = []): boolean =>
  purposes.length > 0 && purposes.every(({ system, code }) => system !== undefined && code !== undefined);

/** An objection to an organisation for some purposes leaves the others; one that names none, or has exceptions, is to all. */
const isAgainst = (objection: Consent, partner: string, request: ServiceRequest): boolean =>
  objection.status === 'active' &&
  objection.provision?.type === 'deny' &&
  names(objection, partner) &&
  (!isPlain(objection) || !isLimited(objection.provision.purpose) || covers(objection, request));

/** In doubt about the dates, the objection is the later one. */
const takesBack = (objection: Consent, permit: Consent): boolean =>
  recorded(objection) > recorded(permit) || span(objection.dateTime).last >= span(permit.dateTime).first;

interface Of {
  readonly patient: Patient;
  readonly now: string;
}

/** Permissions for this group and this purpose: whether they hold today is another question. */
const permitsFor = (
  consents: readonly Consent[],
  partner: string,
  request: ServiceRequest,
  patient: Patient,
): Consent[] =>
  consents
    .filter((c) => c.status === 'active' && names(c, partner))
    .filter((c) => c.provision?.type === 'permit' && c.performer !== undefined && covers(c, request))
    .filter((c) => isPlain(c) && isOf(c, patient));

/**
 * The gate of DESIGN 4: a permission of the person (or a best-interests or attorney's decision, recorded as one)
 * for this group and this purpose. An objection to the group, given or recorded later, closes it again.
 */
export const permission = (
  consents: readonly Consent[],
  partner: string,
  request: ServiceRequest,
  { patient, now }: Of,
): Consent | undefined => {
  const objections = consents.filter((c) => isAgainst(c, partner, request));
  return permitsFor(consents, partner, request, patient)
    .filter((c) => isInForce(c, now) && whyMayNotDecide(c, patient, now) === undefined)
    .findLast((permit) => !objections.some((objection) => takesBack(objection, permit)));
};

/**
 * The person (or who decides for them) objects to this organisation, and no permission came after. An objection that is
 * recorded after the request was sent counts from then on: the permission is looked at again whenever something is shown. By
 * time alone nobody objects: where an older no was answered by a yes, it does not come back when that yes ends, or when a person
 * whose parent said it is sixteen.
 */
export const isObjectedTo = (
  consents: readonly Consent[],
  partner: string,
  request: ServiceRequest,
  { patient, now }: Of,
): boolean => {
  const objections = consents.filter((c) => isAgainst(c, partner, request));
  const mightDecide = (c: Consent) => whyMayNotDecide(c, patient, c.meta?.lastUpdated ?? now) === undefined;
  const permits = permitsFor(consents, partner, request, patient).filter((c) => hasBegun(c, now) && mightDecide(c));
  return objections.length > 0 && permits.every((permit) => objections.some((one) => takesBack(one, permit)));
};

/** Since when: the instant at which the first objection was recorded that no permission was recorded after. */
export const objectedSince = (
  consents: readonly Consent[],
  partner: string,
  request: ServiceRequest,
): string | undefined => {
  const permits = consents.filter((c) => c.provision?.type === 'permit' && names(c, partner) && covers(c, request));
  const against = consents.filter((c) => isAgainst(c, partner, request));
  const standing = against.filter((objection) => !permits.some((permit) => recorded(permit) > recorded(objection)));
  return (standing.length > 0 ? standing : against).map(({ meta }) => meta?.lastUpdated ?? '').sort()[0];
};

/** Why nothing permits it, in words without anybody's data: the nearest miss tells the sender most. */
export const whyNotPermitted = (
  consents: readonly Consent[],
  partner: string,
  request: ServiceRequest,
  { patient, now }: Of,
): string => {
  const permits = consents.filter((c) => c.provision?.type === 'permit');
  if (permits.length === 0) return 'no Consent with provision.type permit is recorded or came with the request';
  const active = permits.filter((c) => c.status === 'active' && c.performer !== undefined);
  if (active.length === 0) return 'no Consent that permits is active and says who decided (performer)';
  const named = active.filter((c) => names(c, partner));
  if (named.length === 0) return 'the Consent names another organisation: provision.actor must name the owner';
  const meant = named.filter((c) => covers(c, request));
  if (meant.length === 0)
    return 'the Consent is for another purpose: provision.purpose must be a coding of ServiceRequest.code';
  const plain = meant.filter((c) => isPlain(c) && isOf(c, patient));
  if (plain.length === 0)
    return 'the Consent is of another person, or has exceptions or modifiers that nobody here can weigh';
  const inForce = plain.filter((c) => isInForce(c, now));
  const undecided = inForce.map((c) => whyMayNotDecide(c, patient, now));
  if (inForce.length > 0 && undecided.every((why) => why !== undefined)) return undecided[0] ?? '';
  if (inForce.length > 0) return 'the person has objected to this organisation since';
  const given = plain.some(({ dateTime }) => isGiven(dateTime, now));
  return given ? 'today is outside provision.period of the Consent' : 'Consent.dateTime is in the future';
};
