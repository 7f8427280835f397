import { z } from 'zod';
import { extensions } from '../../../contracts/systems.ts';
import { phone } from '../county/person.ts';
import { filled } from './filled.ts';
import type { Marks } from './marks.ts';

const resource = z.looseObject({ resourceType: z.string() });
const sent = z.looseObject({
  entry: z.array(z.looseObject({ fullUrl: z.string(), resource, request: z.unknown() })),
});

/** What is left out of a request or a person, because the hub would do something else with them then. */
const meaningful = /^(doNotPerform|basedOn|replaces|performer|requisition|link|asNeeded.*|active|extension)$/;

/** What each other resource must have besides words; a practice may send any of them beside its request. */
const beside: Readonly<Record<string, object>> = {
  CarePlan: { status: 'active', intent: 'plan' },
  Condition: {},
  DocumentReference: { status: 'current', content: [] },
  Goal: { lifecycleStatus: 'active' },
  Location: {},
  MedicationStatement: { status: 'active' },
  Observation: { status: 'final' },
  Organization: {},
  Practitioner: {},
  PractitionerRole: {},
  QuestionnaireResponse: { status: 'completed', item: [] },
  RelatedPerson: {},
  RiskAssessment: { status: 'final' },
};

/** Nobody sends more than a few of these. */
const turns = 6;

/**
 * The same referral with a marker in every place that has room for one: of the person, of the request, of everything that may be sent
 * beside them, in extensions, in contained resources, in base64. What the hub must be able to read (the birth date, the postcode
 * by which somebody is eligible) stays as it was.
 */
export const markedPerson = (bundle: unknown, n: number, by: string, marks: Marks): object => {
  const { entry, ...rest } = sent.parse(bundle);
  const put = (where: string): string => marks.put({ n, by, where });
  const [person, request, ...further] = entry;
  if (!person || !request) throw new Error('A referral has a person and a request');
  const words = (type: string) =>
    Object.fromEntries(Object.entries(filled(type, put)).filter(([name]) => !meaningful.test(name)));
  const nhs = z
    .array(z.looseObject({ system: z.string(), value: z.string() }))
    .safeParse(person.resource.identifier).data;
  const standing = { ...words('Patient'), ...person.resource };
  const patient = {
    ...standing,
    identifier: [
      ...(nhs ?? []).map((one) => ({ ...one, value: marks.number(one.value, { n, by, where: 'NHS number' }) })),
      { system: `https://canary.example/${put('Patient.identifier.system')}`, value: put('Patient.identifier.value') },
    ],
    name: [
      {
        ...{ use: 'official', family: put('Patient.name.family'), given: [put('Patient.name.given')] },
        ...{
          text: put('Patient.name.text'),
          prefix: [put('Patient.name.prefix')],
          suffix: [put('Patient.name.suffix')],
        },
      },
      { use: 'maiden', family: put('Patient.name.maiden') },
    ],
    telecom: telecomOf(n, by, marks),
    address: [{ line: [put('Patient.address.line')], city: put('Patient.address.city'), postalCode: 'GL1 1AA' }],
    extension: [
      { url: extensions.accessNeed, valueString: put('access need') },
      {
        url: extensions.safeContact,
        extension: [
          { url: 'times', valueString: put('safe times') },
          { url: 'through', valueString: put('safe through') },
        ],
      },
      { url: `https://canary.example/${put('Patient.extension.url')}`, valueString: put('Patient.extension') },
    ],
  };
  const contained = { ...filled('Observation', put), status: 'final', id: 'within' };
  const asked = {
    ...words('ServiceRequest'),
    ...request.resource,
    contained: [contained],
    supportingInfo: [{ reference: '#within', display: put('ServiceRequest.supportingInfo.display') }],
  };
  // By turns: a hundred people send each of them often enough.
  const turn = Object.entries(beside).filter((_, i) => i % turns === n % turns);
  const others = turn.map(([type, must], i) => ({
    fullUrl: `urn:uuid:22222222-0000-4000-8000-${String(n * 100 + i).padStart(12, '0')}`,
    resource: without(filled(type, put), must),
    request: { method: 'POST', url: type },
  }));
  return {
    ...rest,
    entry: [{ ...person, resource: patient }, { ...request, resource: asked }, ...further, ...others],
  };
};

/** What must be there and has no room for words is given; an empty list means that the words there do for it. */
const without = (words: Record<string, unknown>, must: object): object => ({
  ...words,
  ...Object.fromEntries(Object.entries(must).filter(([, value]) => !Array.isArray(value) || value.length > 0)),
});

/**
 * A number that is safe, one that is not, and an address: each somebody's alone, so that the numbers are of ranges for drama that nobody
 * else of the county has (person.ts), with room for a thousand.
 */
const telecomOf = (n: number, by: string, marks: Marks) => {
  const last = String(n).padStart(3, '0');
  const where = (what: string) => ({ n, by, where: what });
  return [
    phone(marks.number(`0117 496 0${last}`, where('safe telephone')), 'safe'),
    phone(marks.number(`0121 496 0${last}`, where('telephone that is not safe')), 'not-safe'),
    { system: 'email', value: `${marks.put(where('e-mail of the person'))}@canary.example` },
  ];
};
