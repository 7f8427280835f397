import type { Patient, ServiceRequest } from 'fhir/r4.js';
import { Temporal } from 'temporal-polyfill';
import type { Area } from '../../../contracts/areas/area.ts';
import type { Team } from '../../../contracts/areas/teams.ts';
import { safeContactFaults } from '../contact/safe-contact.ts';
import { ok, type Refusal, type Result, refuseAll } from '../result.ts';
import { wordlessFaults } from '../text-limits.ts';
import { eligibilityFacts, eligibilityRefusals, isInDoubt } from './eligibility.ts';
import { identifierWarnings } from './identifier-warnings.ts';
import { localTeam } from './local-team.ts';
import { tracedNhsNumber } from './nhs-number.ts';
import { isBadOdsCode, odsForm } from './ods-code.ts';
import { missingItems } from './request-items.ts';
import type { RequestParts } from './request-parts.ts';
import { unreadWarnings } from './unread-warnings.ts';
import { needsPersonFirst, urgencyRefusals } from './urgency.ts';

export interface CheckedRequest {
  /** Accepted all the same; for the sender and the coordinator to see. */
  readonly warnings: readonly Refusal[];
  /** Something the standard asks for is missing, or eligibility is in doubt: the coordinator has to find out. */
  readonly awaitingInformation: boolean;
  /** A coded risk or a phrase of danger. */
  readonly personFirst: boolean;
  /** The NHS number, if it is good enough to find a person by. */
  readonly traced?: string;
  /** The area's own code of the service that was asked for. */
  readonly service: string;
  /** The local team that it is for; without one a person of the service says it, or it has none. */
  readonly team?: Team;
}

/**
 * Everything that Handover asks of a valid request, at once: what it must carry, service, urgency, safe contact,
 * eligibility, identifiers (DESIGN 4). `today`: the calendar date of receipt in Europe/London.
 */
export const checkRequest = (parts: RequestParts, area: Area, today: string): Result<CheckedRequest> => {
  const missing = missingItems(parts);
  const facts = eligibilityFacts(parts, area.eligibility, today);
  const refused = refuseAll([
    ...missing.refuse,
    ...requestRefusals(parts.request, area, today),
    ...personRefusals(parts.patient),
    ...eligibilityRefusals(facts, area),
  ]);
  if (refused) return refused;
  const traced = tracedNhsNumber(parts.patient);
  const routed = localTeam(parts, area);
  return ok({
    warnings: requestWarnings(parts, area, today),
    awaitingInformation: missing.warn.length > 0 || isInDoubt(facts),
    personFirst: needsPersonFirst(parts, area.urgency),
    ...(traced === undefined ? {} : { traced }),
    service: area.service.code,
    ...('team' in routed ? { team: routed.team } : {}),
  });
};

/** What is missing or doubtful and no reason to turn somebody away; also of a request that is refused for something else. */
export const requestWarnings = (parts: RequestParts, area: Area, today: string): Refusal[] => [
  ...missingItems(parts).warn,
  ...identifierWarnings(parts),
  ...unreadWarnings(parts),
  ...(isInDoubt(eligibilityFacts(parts, area.eligibility, today)) ? [inDoubt] : []),
  ...(needsPersonFirst(parts, area.urgency) ? [dangerNoticed(area)] : []),
];

/** The sender must not believe that somebody reads this at once. */
export const dangerNoticed = ({ urgency }: Area, expression = 'ServiceRequest'): Refusal => ({
  code: 'person-first',
  expression,
  diagnostics: `Words or codes of danger: a professional of the service reads this by the end of its working day, not sooner. ${urgency.routes}`,
});

const inDoubt: Refusal = {
  code: 'invalid-input',
  expression: 'Patient',
  diagnostics: 'Age, home and practice do not decide whether the service is open to the person: the coordinator will.',
};

/** BaRS says `plan` where others say `order` (standards.md 13); what was worked out of another request is not the referrer's. */
const intents = ['order', 'plan', 'original-order'] as const;

const serviceRefusals = (request: ServiceRequest, { service }: Area): Refusal[] => {
  const refusals: Refusal[] = [];
  const asked = request.code?.coding ?? [];
  const isOurs = asked.some((c) =>
    service.requestCodes.some((ours) => ours.system === c.system && ours.code === c.code),
  );
  if (request.code && !isOurs) {
    const codes = service.requestCodes.map((c) => `${c.system}|${c.code}`).join(', ');
    refusals.push({ code: 'not-our-service', expression: 'ServiceRequest.code', diagnostics: `Carried: ${codes}.` });
  }
  if (!intents.some((intent) => intent === request.intent)) {
    const diagnostics = `Carried: ${intents.join(', ')}.`;
    refusals.push({ code: 'not-our-service', expression: 'ServiceRequest.intent', diagnostics });
  }
  if (request.doNotPerform) refusals.push({ code: 'not-our-service', expression: 'ServiceRequest.doNotPerform' });
  if (request.status !== 'active') refusals.push({ code: 'not-ready-to-send', expression: 'ServiceRequest.status' });
  return refusals;
};

/** Who asks must be somebody: a code that no organisation can have is nobody. Elsewhere such a code is only a warning. */
const requesterRefusals = ({ requester }: ServiceRequest): Refusal[] =>
  isBadOdsCode(requester?.identifier)
    ? [{ code: 'invalid-input', expression: 'ServiceRequest.requester.identifier', diagnostics: odsForm }]
    : [];

/** Written in the future: standards.md 14, rule 13; clocks and zones may differ by a day. */
const timeRefusals = ({ authoredOn }: ServiceRequest, today: string): Refusal[] => {
  const written = authoredOn?.slice(0, 10) ?? '';
  return written.length === 10 && isAfterTomorrow(written, today)
    ? [{ code: 'invalid-input', expression: 'ServiceRequest.authoredOn', diagnostics: 'Lies in the future.' }]
    : [];
};

/** What can be said of a request before anybody looks at the person. */
export const requestRefusals = (request: ServiceRequest, area: Area, today: string): Refusal[] => [
  ...serviceRefusals(request, area),
  ...requesterRefusals(request),
  ...timeRefusals(request, today),
  ...wordlessFaults('ServiceRequest', request.note),
  ...urgencyRefusals(request, area.urgency),
];

const personRefusals = (patient: Patient): Refusal[] => {
  const refusals = safeContactFaults(patient);
  if (patient.deceasedBoolean || patient.deceasedDateTime !== undefined) {
    const diagnostics = 'The person is recorded as having died.';
    refusals.push({ code: 'invalid-input', expression: 'Patient.deceased', diagnostics });
  }
  if (patient.extension?.some((e) => e.url === animal)) {
    refusals.push({ code: 'not-eligible', expression: 'Patient.extension', diagnostics: 'The service is for people.' });
  }
  return refusals;
};

/** R4's way to say that a Patient is an animal. */
const animal = 'http://hl7.org/fhir/StructureDefinition/patient-animal';

const isAfterTomorrow = (date: string, today: string): boolean =>
  Temporal.PlainDate.compare(Temporal.PlainDate.from(date), Temporal.PlainDate.from(today).add({ days: 1 })) > 0;
