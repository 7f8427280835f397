import type { FhirResource, Patient, RelatedPerson } from 'fhir/r4.js';
import { isRelationship } from '../../contracts/lifecycle/relationships.ts';
import { systems } from '../../contracts/systems.ts';
import { codeIn } from '../../functions/domain/coding.ts';
import { nhsNumbersOf } from '../../functions/domain/request/nhs-number.ts';
import type { Refusal } from '../../functions/domain/result.ts';

type Means = (reference: string | undefined) => FhirResource | undefined;

const invalid = (expression: string, diagnostics: string): Refusal => ({
  code: 'invalid-input',
  expression,
  diagnostics,
});

export const isRelatedPerson = (r: FhirResource | undefined): r is RelatedPerson => r?.resourceType === 'RelatedPerson';

/** What is written where somebody else than the Patient of the message is meant to be referred. */
export const subjectIsRelated = invalid(
  'ServiceRequest.subject',
  'The person who is referred is the Patient of the message. Of a carer that is the carer; whom they care for is a RelatedPerson.',
);
export const twoPeople =
  'Each person has a referral of their own: whom a carer cares for is named by a RelatedPerson, not by a second Patient.';

const linkOf = ({ relationship = [] }: RelatedPerson): string | undefined =>
  relationship.map((one) => codeIn(systems.relationship, one)).find(isRelationship);

/** Of carers and those whom they care for; a next of kin and others stay as they were sent. */
const linkFaults = (related: RelatedPerson, patient: Patient, means: Means): Refusal[] => {
  if (linkOf(related) === undefined) return [];
  const numbers = nhsNumbersOf({
    resourceType: 'Patient',
    ...(related.identifier ? { identifier: related.identifier } : {}),
  });
  const own = nhsNumbersOf(patient).map(({ value }) => value);
  return [
    ...(means(related.patient.reference) === patient
      ? []
      : [invalid('RelatedPerson.patient', 'The person who is referred, whoever of the two that is.')]),
    ...(numbers.some(({ value }) => own.includes(value))
      ? [
          invalid(
            'RelatedPerson.identifier',
            'This NHS number is that of the person who is referred: the two are two people.',
          ),
        ]
      : []),
  ];
};

/** What says of whom it is: all types that a sender may put beside a request have one of the two, some a list of them. */
const subjectsOf = (resource: FhirResource): { readonly path: string; readonly reference: string | undefined }[] =>
  Object.entries({
    subject: 'subject' in resource ? resource.subject : undefined,
    patient: 'patient' in resource ? resource.patient : undefined,
  }).flatMap(([path, of]) =>
    [of].flat().flatMap((one) =>
      // Of a type that is only kept, a list may hold anything.
      typeof one === 'object' && one !== null && 'reference' in one ? [{ path, reference: one.reference }] : [],
    ),
  );

/** A condition, a risk or a permission of the other one must not come to be taken for one of the person who is referred. */
const mixedFaults = (others: readonly FhirResource[], means: Means): Refusal[] =>
  others
    .filter((one) => !isRelatedPerson(one))
    .flatMap((one) =>
      subjectsOf(one)
        .filter(({ reference }) => isRelatedPerson(means(reference)))
        .map(({ path }) =>
          invalid(
            `${one.resourceType}.${path}`,
            'It is of a RelatedPerson. What is known of somebody else goes into a referral of their own.',
          ),
        ),
    );

/** How a carer and whom they care for are kept apart, whoever of the two is referred. */
export const relatedFaults = (others: readonly FhirResource[], patient: Patient, means: Means): Refusal[] => [
  ...others.filter(isRelatedPerson).flatMap((one) => linkFaults(one, patient, means)),
  ...mixedFaults(others, means),
];
