import type { Bundle, Extension, FhirResource, MessageHeader, Organization, Patient, Task } from 'fhir/r3.js';
import type { Patient as PatientOfRequest } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { shownNhsNumber } from '../../../functions/domain/request/nhs-number.ts';
import { only } from '../../named.ts';
import { documentFields } from './fields.ts';
import { type Letter, officialName } from './letter.ts';

const itk = 'https://fhir.nhs.uk/STU3';
const careConnect = 'https://fhir.hl7.org.uk/STU3/StructureDefinition';

/** ITK3 message distribution, handling specification: the codes are those of FHIR's request-priority. */
const priorities = { routine: 'Routine', urgent: 'Urgent', asap: 'ASAP', stat: 'STAT' } as const;

/** UUIDs of the parts of one document, the same at every try. */
export interface DocumentIds {
  readonly bundle: string;
  /** What an acknowledgement names. */
  readonly header: string;
  readonly headerSender: string;
  readonly payload: string;
  readonly task: string;
  readonly patient: string;
  readonly sender: string;
  readonly recipient: string;
}

interface Party {
  /** ODS code. */
  readonly organisation: string;
  readonly name: string;
  readonly telephone?: string;
}

interface SendDocument {
  readonly ids: DocumentIds;
  readonly priority?: keyof typeof priorities;
  readonly letter: Letter;
  /** The printed page, base64. */
  readonly pdf: string;
  /** MESH mailbox of the hub. */
  readonly mailbox: string;
  readonly sender: Party;
  readonly recipient: Party;
  /** As the request named the person. */
  readonly patient: PatientOfRequest;
  /** Not to be shown to the person online. */
  readonly security: readonly { readonly system?: string | undefined; readonly code?: string | undefined }[];
}

const entry = <T extends FhirResource>(resource: T): { fullUrl: string; resource: T } => ({
  fullUrl: `urn:uuid:${resource.id}`,
  resource,
});

/**
 * A letter in the shape of GP Connect Send Document: an ITK3 message of FHIR STU3 whose payload is a Task with the PDF as
 * its input, and after it the coded entries. Pure.
 * @see https://nhsconnect.github.io/gpconnect-messaging/senddocument.html
 */
export const sendDocument = (document: SendDocument): Bundle =>
  documentOnly({
    resourceType: 'Bundle',
    id: document.ids.bundle,
    meta: { profile: [`${itk}/StructureDefinition/ITK-Message-Bundle-1`] },
    type: 'message',
    entry: [entry(headerOf(document)), entry(headerSender(document)), entry(payloadOf(document))],
  });
const documentOnly = only<Bundle>(documentFields);

const handling = ({ ids, priority = 'routine' }: SendDocument): Extension => {
  const coded = (url: string, system: string, code: string, display: string): Extension => ({
    url,
    valueCoding: { system: `${itk}/CodeSystem/${system}`, code, display },
  });
  return {
    url: `${itk}/StructureDefinition/Extension-ITK-MessageHandling-2`,
    extension: [
      { url: 'BusAckRequested', valueBoolean: true },
      { url: 'InfAckRequested', valueBoolean: true },
      // Whether there is anything to do stands in line 1 of the page, for a person.
      coded('RecipientType', 'ITK-RecipientType-1', 'FA', 'For Action'),
      coded('Priority', 'ITK-Priority-1', priority, priorities[priority]),
      {
        url: 'MessageDefinition',
        valueReference: { reference: `${itk}/MessageDefinition/ITK-SendTask-MessageDefinition-Instance-1` },
      },
      { url: 'SenderReference', valueString: ids.header },
    ],
  };
};

const headerOf = (document: SendDocument): MessageHeader => ({
  resourceType: 'MessageHeader',
  id: document.ids.header,
  meta: { profile: [`${itk}/StructureDefinition/ITK-MessageHeader-2`] },
  extension: [handling(document)],
  event: {
    system: `${itk}/CodeSystem/ITK-MessageEvent-2`,
    code: 'ITK007C',
    display: 'ITK GP Connect Send Document',
  },
  sender: { reference: `urn:uuid:${document.ids.headerSender}` },
  timestamp: document.letter.at,
  source: { endpoint: document.mailbox },
  focus: [{ reference: `urn:uuid:${document.ids.payload}` }],
});

const odsCode = (value: string) => [{ system: systems.odsOrganisation, value }];

const headerSender = ({ ids, sender }: SendDocument): Organization => ({
  resourceType: 'Organization',
  id: ids.headerSender,
  meta: { profile: [`${itk}/StructureDefinition/CareConnect-ITK-Header-Organization-1`] },
  identifier: odsCode(sender.organisation),
});

const payloadOf = (document: SendDocument): Bundle => ({
  resourceType: 'Bundle',
  id: document.ids.payload,
  meta: {
    profile: [`${itk}/StructureDefinition/ITK-Payload-Bundle-1`],
    ...(document.security.length > 0 ? { security: document.security.map((coding) => ({ ...coding })) } : {}),
  },
  type: 'collection',
  entry: [
    entry(taskOf(document)),
    entry(organisationOf(document.ids.sender, document.sender)),
    entry(organisationOf(document.ids.recipient, document.recipient)),
    entry(patientOf(document)),
  ],
});

const taskOf = ({ ids, letter, pdf }: SendDocument): Task => ({
  resourceType: 'Task',
  id: ids.task,
  meta: { profile: [`${careConnect}/CareConnect-Task-1`] },
  status: 'requested',
  intent: 'plan',
  description: letter.title,
  for: { reference: `urn:uuid:${ids.patient}` },
  requester: { agent: { reference: `urn:uuid:${ids.sender}` } },
  owner: { reference: `urn:uuid:${ids.recipient}` },
  input: [
    {
      type: { text: letter.title },
      valueAttachment: { contentType: 'application/pdf', language: letter.language, title: letter.title, data: pdf },
    },
    ...letter.changes.map(({ label, value }) => ({ type: { text: label }, valueString: value })),
    ...letter.coded.map(({ label, value, system, code }) => ({
      type: { text: label },
      valueCodeableConcept: { coding: [{ system, code, display: value }] },
    })),
  ],
});

const organisationOf = (id: string, { organisation, name, telephone }: Party): Organization => ({
  resourceType: 'Organization',
  id,
  meta: { profile: [`${careConnect}/CareConnect-Organization-1`] },
  identifier: odsCode(organisation),
  name,
  ...(telephone ? { telecom: [{ system: 'phone', value: telephone, use: 'work' }] } : {}),
});

/** The name whole, in whatever letters: a page may lack them. */
const patientOf = ({ ids, patient }: SendDocument): Patient => {
  const nhsNumber = shownNhsNumber(patient);
  const { text, family, given } = officialName(patient) ?? {};
  const name = { ...(text ? { text } : {}), ...(family ? { family } : {}), ...(given ? { given: [...given] } : {}) };
  return {
    resourceType: 'Patient',
    id: ids.patient,
    meta: { profile: [`${careConnect}/CareConnect-Patient-1`] },
    ...(nhsNumber ? { identifier: [{ system: systems.nhsNumber, value: nhsNumber }] } : {}),
    ...(Object.keys(name).length > 0 ? { name: [{ use: 'official', ...name }] } : {}),
    ...(patient.birthDate ? { birthDate: patient.birthDate } : {}),
  };
};
