import type { Address, FhirResource, Patient } from 'fhir/r4.js';
import { type RequestItem, statements, ukCore } from '../../../contracts/request-item.ts';
import { type RequestItemName, requestItems } from '../../../contracts/request-items.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { channelsOf, meansOfContact, safeContactOf } from '../contact/safe-contact.ts';
import type { Refusal } from '../result.ts';
import { nhsNumbersOf } from './nhs-number.ts';
import { organisationCode, type RequestParts, resolve } from './request-parts.ts';

const hasText = (text: string | undefined | null): boolean => (text ?? '').trim() !== '';

const hasExtension = (patient: Patient, url: string): boolean => patient.extension?.some((e) => e.url === url) ?? false;

const isPlace = ({ use, text, line, postalCode }: Address): boolean =>
  use !== 'old' && (hasText(text) || hasText(postalCode) || (line ?? []).some(hasText));

/** A channel that is not safe is no way; who is not named as a way is none either. */
const canBeAskedFor = (patient: Patient): boolean => {
  const safe = safeContactOf(patient);
  return (
    safe.channels.some((channel) => channel.safety !== 'not-safe') ||
    safe.through.length > 0 ||
    safe.none !== undefined ||
    // Somebody to ask for the person is a way (BaRS APP5: at least one contact with a telephone).
    meansOfContact(patient).others.some(({ isCurrent, safety }) => isCurrent && safety !== 'not-safe')
  );
};

/** Whether somebody could reach the person. */
export const canBeReached = (patient: Patient): boolean =>
  canBeAskedFor(patient) || (safeContactOf(patient).post !== 'no' && (patient.address ?? []).some(isPlace));

/** Every number that is known is not safe. A letter to where that is so is no way either, unless somebody said that it is. */
export const isOutOfReach = (patient: Patient): boolean =>
  !canBeAskedFor(patient) &&
  !(safeContactOf(patient).post === 'yes' && (patient.address ?? []).some(isPlace)) &&
  channelsOf(patient).some(({ safety }) => safety === 'not-safe');

interface Said {
  readonly system?: string;
  readonly code?: string;
}
const codings = (concept: { coding?: Said[] } | undefined): Said[] => concept?.coding ?? [];

/** What flags and observations say, by code or category. */
const said = (others: readonly FhirResource[]): Said[] =>
  others
    .filter((r) => r.resourceType === 'Flag' || r.resourceType === 'Observation')
    .flatMap((r) => [...codings(r.code), ...(r.category ?? []).flatMap(codings)]);

const saysOneOf = (others: readonly FhirResource[], ...statement: readonly Said[]): boolean =>
  said(others).some((s) => statement.some((one) => one.system === s.system && one.code === s.code));

const barsFlag = (code: string): Said => ({ system: 'https://fhir.nhs.uk/CodeSystem/flag-categories-bars', code });

/** Whether each item of contracts/request-items.ts is there. */
const isGiven: Record<RequestItemName, (parts: RequestParts) => boolean> = {
  name: ({ patient }) =>
    patient.name?.some((n) => hasText(n.text) || hasText(n.family) || (n.given ?? []).some(hasText)) ?? false,
  'way-to-reach': ({ patient }) => canBeReached(patient),
  requester: ({ request: { requester } }) =>
    hasText(requester?.reference) || hasText(requester?.identifier?.value) || hasText(requester?.display),
  'asked-for': ({ request: { code } }) => hasText(code?.text) || codings(code).some((c) => hasText(c.code)),
  'birth-date': ({ patient }) => patient.birthDate !== undefined,
  'nhs-number': ({ patient }) => nhsNumbersOf(patient).length > 0 || hasExtension(patient, ukCore.noNhsNumber),
  gender: ({ patient }) => patient.gender !== undefined,
  ethnicity: ({ patient }) => hasExtension(patient, ukCore.ethnicity),
  address: ({ patient }) => patient.address?.some(isPlace) ?? false,
  'gp-practice': (parts) =>
    (parts.patient.generalPractitioner ?? []).some((gp) => organisationCode(parts, parts.patient, gp) !== undefined),
  'referrer-contact': (parts) => {
    const referrer = parts.request.requester && resolve(parts, parts.request, parts.request.requester);
    return referrer !== undefined && 'telecom' in referrer;
  },
  'referral-to': ({ request }) => (request.performer ?? []).length > 0,
  reason: ({ request }) =>
    (request.reasonCode ?? []).length > 0 ||
    (request.reasonReference ?? []).length > 0 ||
    (request.note ?? []).length > 0,
  risks: ({ others }) =>
    said(others).some((s) => s.system === systems.risk && s.code !== statements.noKnownSafeguarding.code),
  safeguarding: ({ others }) =>
    saysOneOf(others, statements.noKnownSafeguarding, { system: systems.risk, code: 'safeguarding' }, barsFlag('SG')),
  consent: ({ others }) => others.some((r) => r.resourceType === 'Consent'),
  'individual-requirements': ({ patient, others }) =>
    hasExtension(patient, extensions.accessNeed) ||
    hasExtension(patient, ukCore.interpreter) ||
    (patient.communication ?? []).length > 0 ||
    saysOneOf(others, statements.noRequirements, barsFlag('RA')),
  problem: ({ request, others }) =>
    (request.reasonReference ?? []).length > 0 || others.some((r) => r.resourceType === 'Condition'),
  'care-plan': ({ others }) => others.some((r) => r.resourceType === 'CarePlan'),
  'respond-to': ({ request }) => request.extension?.some((e) => e.url === ukCore.additionalContact) ?? false,
};

const isName = (name: string): name is RequestItemName => Object.hasOwn(isGiven, name);

/** What is missing, by what follows from it. */
export const missingItems = (parts: RequestParts): Record<RequestItem['ifMissing'], Refusal[]> => {
  const missing: Record<RequestItem['ifMissing'], Refusal[]> = { refuse: [], warn: [], optional: [] };
  for (const [name, { ifMissing, path, says }] of Object.entries<RequestItem>(requestItems)) {
    if (!isName(name) || isGiven[name](parts)) continue;
    missing[ifMissing].push({ code: 'missing-element', expression: path, diagnostics: says });
  }
  return missing;
};
