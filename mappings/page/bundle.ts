import type { Bundle, Extension, FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import type { Area } from '../../contracts/areas/area.ts';
import { referralReasons } from '../../contracts/lifecycle/reasons.ts';
import { statements, ukCore } from '../../contracts/request-item.ts';
import { extensions, systems } from '../../contracts/systems.ts';
import { concept } from '../../functions/domain/coding.ts';
import { verifiedByRecord } from '../../functions/domain/request/nhs-number.ts';
import type { Told } from './told.ts';

/** Names inside the message; the hub gives each its own id. */
const name = (n: number): string => `urn:uuid:5f1c1f0e-0000-4000-8000-00000000000${n}`;
const [patientName, requestName, askedByName, taskName] = [name(1), name(2), name(3), name(4)];
const subject = { reference: patientName };

const reach = ({ telephone, safety, how }: Told): Pick<Patient, 'telecom' | 'extension'> => {
  const part = safety === 'none' ? 'noChannel' : 'times';
  const said = how ? [{ url: extensions.safeContact, extension: [{ url: part, valueString: how }] }] : [];
  const marked: Extension[] = [{ url: extensions.contactSafety, valueCode: safety === 'none' ? 'not-safe' : safety }];
  return {
    ...(telephone ? { telecom: [{ system: 'phone', value: telephone, rank: 1, extension: marked }] } : {}),
    ...(said.length > 0 ? { extension: said } : {}),
  };
};

const patientOf = (told: Told): Patient => ({
  resourceType: 'Patient',
  name: [{ use: 'official', given: [told.first], ...(told.last ? { family: told.last } : {}) }],
  ...(told.born ? { birthDate: told.born } : {}),
  ...(told.nhsNumber
    ? {
        identifier: [
          {
            system: systems.nhsNumber,
            value: told.nhsNumber,
            ...(told.isTraced ? { extension: [verifiedByRecord] } : {}),
          },
        ],
      }
    : {}),
  ...(told.practice
    ? { generalPractitioner: [{ identifier: { system: systems.odsOrganisation, value: told.practice } }] }
    : {}),
  ...reach(told),
});

const askedBy = ({ by }: Told): FhirResource[] => {
  if (by.is === 'self') return [];
  const telecom = by.telephone ? { telecom: [{ system: 'phone' as const, value: by.telephone }] } : {};
  if (by.is === 'friend-or-relative')
    return [{ resourceType: 'RelatedPerson', patient: subject, name: [{ text: by.name }], ...telecom }];
  return [
    {
      ...{ resourceType: 'PractitionerRole', practitioner: { display: by.name }, ...telecom },
      ...(by.organisation ? { organization: { reference: `Organization/${by.organisation}` } } : {}),
    },
  ];
};

const requestOf = (told: Told, area: Area): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  ...{ status: 'active', intent: 'order', subject, authoredOn: told.recommended },
  code: {
    coding: area.service.requestCodes.slice(0, 1).map(({ system, code, display }) => ({ system, code, display })),
  },
  requester: { reference: told.by.is === 'self' ? patientName : askedByName },
  performer: [{ reference: `Organization/${area.coordinator}` }],
  reasonCode: [concept(systems.reason, told.reason, referralReasons[told.reason])],
  // Said by the person: whoever reads it knows whose words they are (R4, Annotation.author).
  note: [{ authorReference: subject, text: told.matters }],
  extension: [
    { url: extensions.wayIn, valueCode: told.way },
    ...(told.kind
      ? [{ url: ukCore.sourceOfRequest, valueCodeableConcept: concept(systems.referrerKind, told.kind) }]
      : []),
    ...(told.tells
      ? [{ url: ukCore.additionalContact, valueReference: { reference: `Organization/${told.tells}` } }]
      : []),
  ],
});

const flag = ({ system, code }: { readonly system: string; readonly code: string }): FhirResource => ({
  ...{ resourceType: 'Flag', status: 'active', subject },
  code: { coding: [{ system, code }] },
});

const flagsOf = ({ risks }: Told): FhirResource[] => {
  if (risks === undefined) return [];
  if (risks.length === 0) return [flag(statements.noKnownRisks), flag(statements.noKnownSafeguarding)];
  return risks.map((code) => flag({ system: systems.risk, code }));
};

const agreement: FhirResource = {
  ...{ resourceType: 'Consent', status: 'active', patient: subject },
  scope: { text: 'Agreed to this referral' },
  category: [{ text: 'Referral to social prescribing' }],
  policyRule: { text: 'Record of agreement under common law' },
};

const draftOf = (checkedBy: string): Task => ({
  ...{ resourceType: 'Task', status: 'draft', intent: 'order', code: concept(systems.taskCode, 'fulfill') },
  ...{ focus: { reference: requestName }, for: subject },
  extension: [{ url: extensions.reviewDate, valueDate: checkedBy }],
});

/** The same message that software sends for a referral (contracts/examples/referral.json), from what somebody told on a page. */
export const bundleOf = (told: Told, area: Area): Bundle<FhirResource> => {
  const named: readonly [string, FhirResource][] = [
    [patientName, patientOf(told)],
    [requestName, requestOf(told, area)],
    ...askedBy(told).map((one): [string, FhirResource] => [askedByName, one]),
    ...(told.checkedBy ? [[taskName, draftOf(told.checkedBy)] satisfies [string, FhirResource]] : []),
    ...[...flagsOf(told), ...(told.agreed ? [agreement] : [])].map((one, i): [string, FhirResource] => [
      name(5 + i),
      one,
    ]),
  ];
  return {
    ...{ resourceType: 'Bundle', type: 'transaction' },
    entry: named.map(([fullUrl, resource]) => ({
      ...{ fullUrl, resource },
      request: { method: 'POST', url: resource.resourceType },
    })),
  };
};
