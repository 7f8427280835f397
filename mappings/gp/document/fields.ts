import type { Named } from '../../named.ts';

/** What stands on a printed page, and so in the PDF of a document and of an e-mail. */
export const letterFields = [
  {
    why: 'to read it: its language, its date, from whom and to whom',
    elements: ['language', 'title', 'at', 'date', 'from', 'to'],
  },
  { why: 'what is to be done, and what has happened: as the message says it', elements: ['says'] },
  { why: 'to ask, and to say that somebody has read it', elements: ['ring'] },
  {
    why: 'to file it in the right record by hand: the reference; for a practice also name, birth date and NHS number, as it wrote them itself, or as the request named the person whom it is to call',
    elements: ['facts.label', 'facts.value'],
  },
  { why: 'so that nobody at home reads it over the person’s shoulder', elements: ['online'] },
  {
    why: 'direct care: how the person was at the beginning and at the end, in numbers',
    elements: ['changes.label', 'changes.value'],
  },
  {
    why: 'direct care: for the record, as codes',
    elements: ['coded.label', 'coded.value', 'coded.system', 'coded.code'],
  },
] as const satisfies readonly Named[];

const parts = (root: string, ...paths: readonly string[]): string[] => paths.map((path) => `${root}.${path}`);

/** A letter as an ITK3 message: of FHIR STU3, so that its names are those of that release. */
export const documentFields: readonly Named[] = [
  {
    why: 'so that MESH and the practice’s system can carry, answer and file it',
    elements: [
      ...parts('Bundle', 'resourceType', 'id', 'meta', 'type', 'entry.fullUrl'),
      ...parts('MessageHeader', 'resourceType', 'id', 'meta', 'extension', 'event', 'sender', 'timestamp'),
      ...parts('MessageHeader', 'source.endpoint', 'focus.reference'),
      ...parts('Task', 'resourceType', 'id', 'meta', 'status', 'intent', 'for.reference'),
      ...parts('Task', 'requester.agent.reference', 'owner.reference'),
      ...parts('Patient', 'resourceType', 'id', 'meta'),
    ],
  },
  {
    why: 'to know who writes, and to whom',
    elements: [
      ...parts('Organization', 'resourceType', 'id', 'meta', 'identifier.system', 'identifier.value', 'name'),
      ...parts('Organization', 'telecom.system', 'telecom.value', 'telecom.use'),
    ],
  },
  {
    why: 'to match it with the right record: as the practice itself named the person, or as the request did whom it is to call',
    elements: [
      ...parts('Patient', 'identifier.system', 'identifier.value', 'birthDate'),
      ...parts('Patient', 'name.use', 'name.text', 'name.family', 'name.given'),
    ],
  },
  {
    why: 'the letter, as a PDF',
    elements: [
      ...parts('Task', 'description', 'input.type.text', 'input.valueAttachment.contentType'),
      ...parts('Task', 'input.valueAttachment.language', 'input.valueAttachment.title', 'input.valueAttachment.data'),
    ],
  },
  { why: 'direct care: how far the person has come, in numbers', elements: ['Task.input.valueString'] },
  {
    why: 'direct care: for the record, as codes',
    elements: ['system', 'code', 'display'].map((part) => `Task.input.valueCodeableConcept.coding.${part}`),
  },
];

/** A message as a FHIR document of R4: what its page says. */
export const fhirDocumentFields: readonly Named[] = [
  {
    why: 'so that the practice’s system can file it: which message, when, from whom',
    elements: [
      ...parts('Bundle', 'resourceType', 'id', 'meta', 'identifier', 'type', 'timestamp', 'entry.fullUrl'),
      ...parts(
        'Composition',
        'resourceType',
        'id',
        'status',
        'type',
        'subject',
        'date',
        'author',
        'title',
        'custodian',
      ),
      ...parts('Organization', 'resourceType', 'id', 'identifier', 'name'),
    ],
  },
  {
    why: 'to match it with the right record: as the practice itself named the person',
    elements: parts('Patient', 'resourceType', 'id', 'identifier', 'name', 'birthDate'),
  },
  {
    why: 'direct care: what is to be done, how it ended, the codes, and whether the person may be shown it',
    elements: parts('Composition', 'section'),
  },
  {
    why: 'direct care: how the person was at the beginning and at the end, in numbers that were explained to them',
    elements: parts('Observation', 'resourceType', 'id', 'status', 'code', 'subject', 'effectivePeriod', 'component'),
  },
];

export const mailFields = [
  { why: 'to see who writes, about which reference', elements: ['subject', 'text'] },
  { why: 'the letter, as a PDF; its name is the reference', elements: ['file'] },
] as const satisfies readonly Named[];
