import type { FhirResource, Patient, ServiceRequest } from 'fhir/r4.js';
import type { Code, UrgencyRule } from '../../../contracts/areas/area.ts';
import { statements } from '../../../contracts/request-item.ts';
import { systems } from '../../../contracts/systems.ts';
import type { Refusal } from '../result.ts';
import { asWords, bothReadings, textsIn } from './words.ts';

/** What can say that somebody is in danger. The person's name and address cannot. */
interface Told {
  readonly patient: Patient;
  readonly request: ServiceRequest;
  readonly others: readonly FhirResource[];
}

/** DESIGN 4, urgency: refused with the routes that are urgent, because nobody at the other end is on duty. */
export const urgencyRefusals = (request: ServiceRequest, rule: UrgencyRule): Refusal[] =>
  request.priority === 'stat' || request.priority === 'asap'
    ? [{ code: 'urgent-elsewhere', expression: 'ServiceRequest.priority', diagnostics: rule.routes }]
    : [];

/** A coded risk, or a configured phrase anywhere in free text. False never means that there is no risk. */
export const needsPersonFirst = ({ patient, request, others }: Told, rule: UrgencyRule): boolean => {
  const told: unknown[] = [request, ...others.filter(isMeant), patient.extension ?? []];
  return saysDanger(told, rule);
};

/** The same of anything that somebody wrote. */
export const saysDanger = (told: readonly unknown[], rule: UrgencyRule): boolean =>
  hasRisk(told, rule.riskCodes) || hasPhrase(told, rule.phrases);

const isMeant = (resource: FhirResource): boolean => !('status' in resource && resource.status === 'entered-in-error');

const hasPhrase = (told: readonly unknown[], phrases: readonly string[]): boolean => {
  const wanted = phrases.map(asWords);
  return textsIn(told)
    .flatMap(bothReadings)
    .some((words) => wanted.some((phrase) => words.includes(phrase)));
};

/** What says that nothing is known; any other code of our risks is one, also one that nobody here knows. */
const noRisks: readonly unknown[] = [statements.noKnownRisks.code, statements.noKnownSafeguarding.code];

/** Any coding anywhere: senders put risks into flags, observations, conditions, supporting information. */
const hasRisk = (told: readonly unknown[], codes: readonly Code[]): boolean => {
  const isRisk = (system: unknown, code: unknown): boolean =>
    (system === systems.risk && !noRisks.includes(code)) || codes.some((c) => c.system === system && c.code === code);
  const waiting: unknown[] = [...told];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if ('code' in next && 'system' in next && isRisk(next.system, next.code)) return true;
    for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) waiting.push(value);
  }
  return false;
};
