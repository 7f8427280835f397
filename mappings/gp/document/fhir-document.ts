import type {
  Bundle,
  Communication,
  CompositionSection,
  FhirResource,
  Observation,
  Organization,
  Patient,
  Reference,
} from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { shownNhsNumber } from '../../../functions/domain/request/nhs-number.ts';
import { only } from '../../named.ts';
import { fhirDocumentFields } from './fields.ts';
import { type Letter, officialName } from './letter.ts';

interface FhirDocument {
  /** As its recipient is sent it. */
  readonly message: Communication;
  /** The same as a page. */
  readonly letter: Letter;
  readonly sender: { readonly organisation: string; readonly name: string };
  /** As the request named the person. */
  readonly patient: Patient;
  /** A UUID for a part, the same at every try. */
  readonly uuidOf: (part: string) => string;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
const narrative = (lines: readonly string[]): NonNullable<CompositionSection['text']> => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`,
});

/**
 * A message as a FHIR document: what to do, what happened, how the person says they are, and the codes, under headings in the shape
 * of the PRSB's "message back to GP and referrer" (standards.md 7.1). It says what the page says, and no more. Pure.
 */
export const fhirDocument = ({ message, letter, sender, patient, uuidOf }: FhirDocument): Bundle => {
  const at = (part: string): string => `urn:uuid:${uuidOf(part)}`;
  const measured = (message.contained ?? []).filter(isObservation);
  const changed = measured.map((one): Reference => ({ reference: at(one.id ?? '') }));
  const [toDo = '', ...happened] = letter.says;
  const parts: [string, FhirResource][] = [
    [
      'composition',
      {
        resourceType: 'Composition',
        status: 'final',
        type: message.topic ?? { text: letter.title },
        subject: { reference: at('patient') },
        date: letter.at,
        author: [{ reference: at('sender') }],
        ...{ title: letter.title, custodian: { reference: at('sender') } },
        section: [
          { title: 'Actions', text: narrative([toDo]) },
          { title: 'Outcome', text: narrative(happened) },
          ...(measured.length > 0
            ? [
                {
                  title: 'How the person said that they are',
                  text: narrative(letter.changes.map(inWords)),
                  entry: changed,
                },
              ]
            : []),
          { title: 'Coded entries', text: narrative(letter.coded.map(inWords)) },
          { title: 'May the person be shown this online?', text: narrative([letter.online]) },
          { title: 'Questions', text: narrative([letter.ring]) },
        ].filter(({ text }) => text.div.includes('<p>') && !text.div.includes('<p></p>')),
      },
    ],
    ['patient', personIn(patient)],
    ['sender', organisationOf(sender)],
    ...measured.map((one): [string, FhirResource] => [
      one.id ?? '',
      { ...one, id: uuidOf(one.id ?? ''), subject: { reference: at('patient') } },
    ]),
  ];
  return fhirDocumentOnly({
    resourceType: 'Bundle',
    id: message.id ?? '',
    meta: { ...message.meta },
    identifier: { system: systems.message, value: message.id ?? '' },
    type: 'document',
    timestamp: letter.at,
    entry: parts.map(([part, resource]) => ({ fullUrl: at(part), resource: { ...resource, id: uuidOf(part) } })),
  });
};
const fhirDocumentOnly = only<Bundle>(fhirDocumentFields);

const isObservation = (resource: { resourceType: string }): resource is Observation =>
  resource.resourceType === 'Observation';

const inWords = ({ label, value }: { readonly label: string; readonly value: string }): string => `${label}: ${value}`;

const personIn = (patient: Patient): Patient => {
  const nhsNumber = shownNhsNumber(patient);
  const { text, family, given } = officialName(patient) ?? {};
  const name = { ...(text ? { text } : {}), ...(family ? { family } : {}), ...(given ? { given: [...given] } : {}) };
  return {
    resourceType: 'Patient',
    ...(nhsNumber ? { identifier: [{ system: systems.nhsNumber, value: nhsNumber }] } : {}),
    ...(Object.keys(name).length > 0 ? { name: [name] } : {}),
    ...(patient.birthDate ? { birthDate: patient.birthDate } : {}),
  };
};

const organisationOf = ({ organisation, name }: FhirDocument['sender']): Organization => ({
  resourceType: 'Organization',
  identifier: [{ system: systems.organisation, value: organisation }],
  name,
});
