import type { FhirResource } from 'fhir/r4.js';
import type { Named } from '../named.ts';
import * as elements from '../wellbeing/elements.ts';
import { showToCoordinator } from '../wellbeing/show.ts';

/** What a duty owner sees within the hour of a referral whose glass they broke: what the coordinator sees. */
export const showToDutyOwner = (resource: FhirResource): FhirResource | undefined => showToCoordinator(resource);

const all = (names: readonly string[]): readonly Named[] => [
  { why: 'to see whether somebody is safe: all that the coordinator sees of it', elements: names },
];

/** The same by type, for whoever asks what a duty owner can read. */
export const seenByDutyOwner = {
  Patient: all(elements.patient),
  ServiceRequest: all(elements.serviceRequest),
  Task: all(elements.task),
  Appointment: all(elements.appointment),
  Consent: all(elements.consent),
  Communication: all(elements.communication),
  Flag: all(elements.flag),
  Condition: all(elements.condition),
  RiskAssessment: all(elements.riskAssessment),
  Observation: all(elements.observation),
  QuestionnaireResponse: all(elements.questionnaireResponse),
  CarePlan: all(elements.carePlan),
  Goal: all(elements.goal),
  RelatedPerson: all(elements.relatedPerson),
  Practitioner: all(elements.practitioner),
  PractitionerRole: all(elements.practitionerRole),
  Organization: all(elements.organization),
} as const;
