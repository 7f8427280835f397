import { randomUUID } from 'node:crypto';
import { fixture, type Resource } from './rows.ts';

const ours = { system: 'http://snomed.info/sct', code: '871731000000106' };
const useCase = { system: 'https://fhir.handover.example/CodeSystem/use-case', code: 'community-wellbeing' };
const isUseCase = ({ system }: { system?: string }) => system?.endsWith('/usecases-categories-bars') ?? false;

/** What Handover asks of a person over FHIR (DESIGN 4): old enough, of the county, with a name and a way to be reached. */
const eligible = (patient: Resource): Resource => ({
  ...patient,
  birthDate: '1951-06-02',
  address: [{ use: 'home', line: ['1 Example Lane'], city: 'Gloucester', postalCode: 'GL1 1AA' }],
  ...(patient.name ? {} : { name: [{ text: 'Somebody' }] }),
  ...(patient.telecom ? {} : { telecom: [{ system: 'phone', value: '01632 960001' }] }),
});

/** A request for this service, by somebody; everything else of it stays. */
const forUs = (request: Resource): Resource => ({
  ...request,
  code: { ...request.code, coding: [ours] },
  ...(request.requester ? {} : { requester: { reference: 'Organization/L99901' } }),
});

/** The same Bundle with each resource changed. */
const eachOf = (bundle: Resource, change: (resource: Resource) => Resource): Resource => ({
  ...bundle,
  entry: bundle.entry.map((e: Resource) => (e.resource ? { ...e, resource: change(e.resource) } : e)),
});

const forOurUseCase = (category: Resource[]): Resource[] =>
  category.map((c) => ({ ...c, coding: [...c.coding.filter((coding: Resource) => !isUseCase(coding)), useCase] }));

const asReferral = (category: Resource[]): Resource[] =>
  JSON.parse(JSON.stringify(category).replaceAll('"validation"', '"referral"'));

export const isValidation = (bundle: Resource): boolean =>
  bundle.entry.some((e: Resource) => JSON.stringify(e.resource?.category ?? '').includes('"validation"'));

/** The same message under the use case of this hub. */
export const underOurUseCase = (bundle: Resource): Resource =>
  eachOf(bundle, (r) => (r.resourceType === 'ServiceRequest' ? { ...r, category: forOurUseCase(r.category) } : r));

/** A BaRS message with the use case of this hub, for somebody whom it is for; a request for validation as a referral. */
export const goldenMessage = (bundle: Resource): Resource =>
  eachOf(bundle, (resource) => {
    switch (resource.resourceType) {
      case 'Patient':
        return eligible(resource);
      case 'ServiceRequest':
        return { ...resource, category: asReferral(forOurUseCase(resource.category)) };
      case 'CarePlan':
        return isValidation(bundle) ? { ...resource, status: 'completed' } : resource;
      default:
        return resource;
    }
  });

/** Another referral of our own, to put what a row holds into. */
export const referralAround = (
  beside: readonly Resource[] = [],
  more: { patient?: Resource; request?: Resource } = {},
) => {
  const person = `urn:uuid:${randomUUID()}`;
  const post = (resource: Resource, fullUrl = `urn:uuid:${randomUUID()}`) => ({
    fullUrl,
    resource,
    request: { method: 'POST', url: resource.resourceType },
  });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      post(more.patient ?? eligible({ resourceType: 'Patient' }), person),
      post({
        resourceType: 'ServiceRequest',
        status: 'active',
        intent: 'order',
        code: { coding: [ours] },
        requester: { reference: 'Organization/L99901' },
        identifier: [{ system: 'https://practice.example/Id/referral', value: randomUUID() }],
        ...more.request,
        subject: { reference: person },
      }),
      ...beside.map((resource) => post(about(resource, person))),
    ],
  };
};

/** Whoever this is about is now this person; whatever else it names stays named. */
const about = (resource: Resource, person: string): Resource => {
  const { reference } = resource.subject ?? resource.patient ?? {};
  return reference === undefined || reference.startsWith('#')
    ? resource
    : JSON.parse(JSON.stringify(resource).replaceAll(JSON.stringify(reference), JSON.stringify(person)));
};

export const asPerson = (patient: Resource, golden: boolean) =>
  referralAround([], { patient: golden ? eligible(patient) : patient });

/** Where the corpus has the person whom a request is about. */
const people: Readonly<Record<string, string>> = {
  'Patient/patient-us-core-patient-eve-everywoman': 'bser/patient-bser-patient-eve-everywoman.json',
  'Patient/patient-us-core-patient-baby-everybaby': 'bser/patient-bser-patient-baby-everybaby.json',
  'Patient/pat-53234': 'sdohcc/pat-53234.json',
  'Patient/SDOHCC-PatientBabyAbbas': 'sdohcc/SDOHCC-PatientBabyAbbas.json',
  'Patient/example': 'fhir-r4/patient-example.json',
};

/** Where the corpus has who asks. */
const requesters: Readonly<Record<string, string>> = {
  'PractitionerRole/practitionerrole-us-core-practitionerrole-referral-initiator':
    'bser/practitionerrole-us-core-practitionerrole-referral-initiator.json',
};

/** As something contained: no narrative, contained resources or version of its own, and so no references to such. */
const inside = (resource: Resource, id: string): Resource => {
  const { text: _, contained: __, meta: ___, ...rest } = resource;
  return withoutLocal({ ...rest, id });
};

/** A request with its person contained, as it is or as it would have to be for this hub. */
export const containing = (request: Resource, golden: boolean): Resource => {
  const patient = fixture(people[request.subject?.reference] ?? 'ukcore/UKCore-Patient-RichardSmith-Example.json');
  const { contained = [], ...rest } = golden ? forUs(request) : request;
  const person = inside(patient, 'person');
  const known = requesters[request.requester?.reference];
  return {
    ...rest,
    contained: [
      ...contained,
      golden ? eligible(person) : person,
      ...(known ? [inside(fixture(known), 'requester')] : []),
    ],
    subject: { reference: '#person' },
    ...(known ? { requester: { reference: '#requester' } } : {}),
  };
};

/** References of a fixture to what it contained lead nowhere once that is gone. */
const withoutLocal = (person: Resource): Resource =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => !JSON.stringify(value).includes('"#')));

/** A message of our own with this header in place of its own; the focus stays on the request. */
export const underHeader = (header: Resource): Resource => {
  const message = goldenMessage(
    fixture(
      'bars/messages/REFREQ03-Referral-Service-Request-New-Full-Primary-Care-to-Community-Pharmacy-Minor-Illness.json',
    ),
  );
  const [own, ...rest] = message.entry;
  return { ...message, entry: [{ ...own, resource: { ...header, focus: own.resource.focus } }, ...rest] };
};
