/**
 * The resource types whose every element is checked against R4: those that Handover acts on or answers with.
 * Any other R4 type is kept verbatim after a structural check. At most 20: each adds about 40 KiB to the validator.
 */
export const validatedTypes = [
  'Appointment',
  'Bundle',
  'CarePlan',
  'Communication',
  'Consent',
  'Encounter',
  'Flag',
  'HealthcareService',
  'Location',
  'MessageHeader',
  'Observation',
  'OperationOutcome',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'QuestionnaireResponse',
  'RelatedPerson',
  'ServiceRequest',
  'Task',
] as const;

/**
 * Elements that Handover reads of types that it keeps verbatim: these are checked against R4 too. What is read of any
 * type is checked of all: `meta`, and that `subject` and `patient` are objects or lists.
 */
export const readElements = { Goal: ['description'], RiskAssessment: ['code'] } as const;
