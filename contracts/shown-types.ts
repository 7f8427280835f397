import type { FhirResource } from 'fhir/r4.js';

/**
 * What of a referral can be read at all, by type (R4). Anything else that is sent is kept as it came and shown to nobody: it has no list of
 * the elements that may leave the hub (mappings/), and its sender is told so.
 */
export const shownTypes = [
  ...(['Patient', 'ServiceRequest', 'Task', 'Appointment', 'Communication', 'Consent', 'Flag'] as const),
  ...(['Condition', 'RiskAssessment', 'Observation', 'QuestionnaireResponse', 'CarePlan', 'Goal'] as const),
  ...(['RelatedPerson', 'Practitioner', 'PractitionerRole', 'Organization'] as const),
] as const satisfies readonly FhirResource['resourceType'][];
