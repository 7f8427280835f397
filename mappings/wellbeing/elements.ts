import type {
  Appointment,
  CarePlan,
  Communication,
  Condition,
  Consent,
  Flag,
  Goal,
  Observation,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
  QuestionnaireResponse,
  RelatedPerson,
  RiskAssessment,
  ServiceRequest,
  Task,
} from 'fhir/r4.js';

/**
 * What the coordinator sees of each resource: tier full (DESIGN 4), element by element. Narrative (`text`), photographs
 * and `implicitRules` stay away from all of them: nobody acts on them, and what they say nobody has checked.
 * Extensions pass whole: the safe contact block and access needs are extensions of Patient and its telecom.
 */
const every = ['resourceType', 'id', 'meta', 'language', 'extension', 'modifierExtension'] as const;

export const patient = [
  ...every,
  ...([
    'contained',
    'identifier',
    'active',
    'name',
    'telecom',
    'gender',
    '_gender',
    'birthDate',
    '_birthDate',
  ] as const),
  ...(['deceasedBoolean', 'deceasedDateTime', 'address', 'maritalStatus', 'contact', 'communication'] as const),
  ...(['generalPractitioner', 'managingOrganization', 'link'] as const),
] as const satisfies readonly (keyof Patient)[];

/** `orderDetail` holds "contacting prohibited": it passes unchanged. */
export const serviceRequest = [
  ...every,
  ...(['contained', 'identifier', 'basedOn', 'replaces', 'requisition', 'status', 'intent', 'category'] as const),
  ...(['priority', 'doNotPerform', 'code', 'orderDetail', 'subject', 'encounter', 'occurrenceDateTime'] as const),
  ...(['occurrencePeriod', 'occurrenceTiming', 'asNeededBoolean', 'asNeededCodeableConcept', 'authoredOn'] as const),
  ...(['quantityQuantity', 'quantityRatio', 'quantityRange', 'requester', 'performerType', 'performer'] as const),
  ...(['locationCode', 'locationReference', 'reasonCode', 'reasonReference', 'insurance', 'supportingInfo'] as const),
  ...(['note', 'patientInstruction', 'relevantHistory', 'instantiatesCanonical', 'instantiatesUri'] as const),
] as const satisfies readonly (keyof ServiceRequest)[];

export const task = [
  ...every,
  ...(['contained', 'identifier', 'basedOn', 'groupIdentifier', 'partOf', 'status', 'statusReason'] as const),
  ...(['businessStatus', 'intent', 'priority', 'code', 'description', 'focus', 'for', 'encounter'] as const),
  ...(['executionPeriod', 'authoredOn', 'lastModified', 'requester', 'performerType', 'owner', 'location'] as const),
  ...(['reasonCode', 'reasonReference', 'note', 'relevantHistory', 'restriction', 'input', 'output'] as const),
] as const satisfies readonly (keyof Task)[];

export const appointment = [
  ...every,
  ...(['identifier', 'status', 'cancelationReason', 'serviceCategory', 'serviceType', 'appointmentType'] as const),
  ...(['reasonCode', 'description', 'supportingInformation', 'start', 'end', 'minutesDuration', 'created'] as const),
  ...(['comment', 'patientInstruction', 'basedOn', 'participant'] as const),
] as const satisfies readonly (keyof Appointment)[];

export const consent = [
  ...every,
  ...(['identifier', 'status', 'scope', 'category', 'patient', 'dateTime', 'performer', 'organization'] as const),
  ...(['policy', 'policyRule', 'verification', 'provision'] as const),
] as const satisfies readonly (keyof Consent)[];

export const communication = [
  ...every,
  ...(['identifier', 'basedOn', 'partOf', 'inResponseTo', 'status', 'statusReason', 'category', 'priority'] as const),
  ...(['medium', 'subject', 'topic', 'about', 'sent', 'received', 'recipient', 'sender', 'reasonCode'] as const),
  ...(['reasonReference', 'payload', 'note'] as const),
] as const satisfies readonly (keyof Communication)[];

/** That a duty owner read it: who and when, and not why. */
export const reading = [
  ...every,
  ...(['status', 'category', 'subject', 'about', 'sent', 'sender'] as const),
] as const satisfies readonly (keyof Communication)[];

export const flag = [
  ...every,
  ...(['identifier', 'status', 'category', 'code', 'subject', 'period', 'author'] as const),
] as const satisfies readonly (keyof Flag)[];

export const condition = [
  ...every,
  ...(['identifier', 'clinicalStatus', 'verificationStatus', 'category', 'severity', 'code', 'bodySite'] as const),
  ...([
    'subject',
    'onsetDateTime',
    'onsetAge',
    'onsetPeriod',
    'onsetRange',
    'onsetString',
    'abatementDateTime',
  ] as const),
  ...(['recordedDate', 'recorder', 'asserter', 'note'] as const),
] as const satisfies readonly (keyof Condition)[];

export const riskAssessment = [
  ...every,
  ...(['identifier', 'status', 'code', 'subject', 'occurrenceDateTime', 'occurrencePeriod', 'condition'] as const),
  ...(['performer', 'reasonCode', 'basis', 'prediction', 'mitigation', 'note'] as const),
] as const satisfies readonly (keyof RiskAssessment)[];

export const observation = [
  ...every,
  ...([
    'identifier',
    'basedOn',
    'status',
    'category',
    'code',
    'subject',
    'effectiveDateTime',
    'effectivePeriod',
  ] as const),
  ...(['issued', 'performer', 'valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean'] as const),
  ...([
    'valueInteger',
    'valueDateTime',
    'valuePeriod',
    'dataAbsentReason',
    'interpretation',
    'note',
    'method',
  ] as const),
  ...(['hasMember', 'derivedFrom', 'component'] as const),
] as const satisfies readonly (keyof Observation)[];

export const questionnaireResponse = [
  ...every,
  ...(['identifier', 'basedOn', 'partOf', 'questionnaire', 'status', 'subject', 'authored', 'author'] as const),
  ...(['source', 'item'] as const),
] as const satisfies readonly (keyof QuestionnaireResponse)[];

export const carePlan = [
  ...every,
  ...(['identifier', 'basedOn', 'status', 'intent', 'category', 'title', 'description', 'subject', 'period'] as const),
  ...(['created', 'author', 'careTeam', 'addresses', 'goal', 'activity', 'note'] as const),
] as const satisfies readonly (keyof CarePlan)[];

export const goal = [
  ...every,
  ...([
    'identifier',
    'lifecycleStatus',
    'achievementStatus',
    'category',
    'priority',
    'description',
    'subject',
  ] as const),
  ...(['startDate', 'target', 'statusDate', 'expressedBy', 'addresses', 'note'] as const),
] as const satisfies readonly (keyof Goal)[];

export const relatedPerson = [
  ...every,
  ...(['identifier', 'active', 'patient', 'relationship', 'name', 'telecom', 'address', 'period'] as const),
  ...(['communication'] as const),
] as const satisfies readonly (keyof RelatedPerson)[];

export const practitioner = [
  ...every,
  ...(['identifier', 'active', 'name', 'telecom', 'qualification'] as const),
] as const satisfies readonly (keyof Practitioner)[];

export const practitionerRole = [
  ...every,
  ...(['identifier', 'active', 'practitioner', 'organization', 'code', 'specialty', 'location', 'telecom'] as const),
  ...(['availableTime', 'notAvailable', 'availabilityExceptions'] as const),
] as const satisfies readonly (keyof PractitionerRole)[];

export const organization = [
  ...every,
  ...(['identifier', 'active', 'type', 'name', 'alias', 'telecom', 'address', 'partOf', 'contact'] as const),
] as const satisfies readonly (keyof Organization)[];
