import type { Communication, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import type { Named } from '../named.ts';

/** What whoever referred sees of its own request: as it sent it, and how it stands. Direct care, or a receipt (council/). */
export const patient = [
  {
    why: 'to know which record this is: its own identifiers of the person',
    elements: ['resourceType', 'id', 'meta', 'implicitRules', 'language', 'identifier', 'active'],
  },
  {
    why: 'to see who it referred, as it wrote it',
    elements: [
      ...(['text', 'name', 'gender', '_gender', 'birthDate', '_birthDate', 'deceasedBoolean', 'photo'] as const),
      ...(['deceasedDateTime', 'maritalStatus', 'multipleBirthBoolean', 'multipleBirthInteger'] as const),
    ],
  },
  {
    why: 'so that the person can be reached and is not put at risk: numbers, which are safe, needs, and corrections',
    elements: ['telecom', 'address', 'contact', 'communication', 'extension', 'modifierExtension'],
  },
  {
    why: 'to see who else it named, as it wrote it',
    elements: ['generalPractitioner', 'managingOrganization', 'link', 'contained'],
  },
] as const satisfies readonly Named<keyof Patient>[];

export const serviceRequest = [
  {
    why: 'to find its own request again',
    elements: [
      ...(['resourceType', 'id', 'meta', 'implicitRules', 'language', 'identifier', 'requisition'] as const),
      ...(['instantiatesCanonical', 'instantiatesUri', 'basedOn', 'replaces'] as const),
    ],
  },
  {
    why: 'to see how it stands; who gives direct care also withdraws it',
    elements: ['status', 'intent', 'priority', 'authoredOn', 'requester', 'performerType', 'performer', 'subject'],
  },
  {
    why: 'to see what it asked for, as it wrote it',
    elements: [
      ...(['text', 'contained', 'extension', 'modifierExtension', 'category', 'doNotPerform', 'code'] as const),
      ...(['orderDetail', 'quantityQuantity', 'quantityRatio', 'quantityRange', 'encounter'] as const),
      ...(['occurrenceDateTime', 'occurrencePeriod', 'occurrenceTiming', 'asNeededBoolean'] as const),
      ...(['asNeededCodeableConcept', 'locationCode', 'locationReference', 'reasonCode', 'reasonReference'] as const),
      ...(['insurance', 'supportingInfo', 'specimen', 'bodySite', 'note', 'patientInstruction'] as const),
      'relevantHistory',
    ],
  },
] as const satisfies readonly Named<keyof ServiceRequest>[];

/** Inputs and outputs are let out piece by piece, in show.ts; here is what goes whole. */
export const task = [
  {
    why: 'to know which of its requests this is, and who sees to it',
    elements: [
      ...(['resourceType', 'id', 'meta', 'identifier', 'intent', 'code', 'focus', 'for'] as const),
      ...(['authoredOn', 'requester', 'owner'] as const),
    ],
  },
  {
    why: 'direct care: how the request stands, and why',
    elements: [
      ...(['status', 'statusReason', 'businessStatus', 'priority', 'executionPeriod', 'lastModified'] as const),
      'reasonCode',
    ],
  },
  {
    why: 'what it wrote itself on a Task of its own, and what the service added for it to read',
    elements: [
      ...(['contained', 'groupIdentifier', 'description', 'encounter', 'location', 'performerType'] as const),
      ...(['reasonReference', 'relevantHistory', 'insurance', 'note', 'restriction'] as const),
    ],
  },
] as const satisfies readonly Named<keyof Task>[];

/** Parts of a Task that leave in another form than they have. */
export const taskParts = [
  { why: 'what it wrote itself on a Task of its own', elements: ['input', 'extension'] },
  { why: 'direct care: how it ended, and whether the person went, as codes', elements: ['output'] },
] as const satisfies readonly Named<keyof Task>[];

/** What somebody wrote is shown to them as they wrote it, with where it is and whether it was read. */
export const written = [
  {
    why: 'to see what it wrote itself, as it wrote it',
    elements: [
      ...(['language', 'extension', 'modifierExtension', 'category', 'priority', 'medium', 'topic'] as const),
      ...(['reasonCode', 'payload', 'note', 'sender', 'sent'] as const),
    ],
  },
  {
    why: 'to know what it is about, and whether somebody has read it',
    elements: [
      ...(['resourceType', 'id', 'meta', 'identifier', 'basedOn', 'inResponseTo', 'status', 'subject'] as const),
      ...(['about', 'received', 'recipient'] as const),
    ],
  },
] as const satisfies readonly Named<keyof Communication>[];
