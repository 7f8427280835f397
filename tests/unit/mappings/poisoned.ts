import type { FhirResource, Patient, Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import { requestDetail } from '../../../functions/domain/coding.ts';
import { type Onward, type Referral, readReferral, resourcesOf } from '../../../functions/domain/referral.ts';
import { filled } from './partner/markers.ts';

/** What says how things stand: with a marker in it nothing would be shown at all. Everything else is poisoned. */
const structural =
  /^(resourceType|id|reference|system|code|url|status|intent|use|type|versionId|lastUpdated|valueCode|priority|linkId)$/;
const instant = /^\d{4}(-\d\d(-\d\d(T.*)?)?)?$/;

const mark = (where: string): string => `☢${where}☢`;

const nameIn = (value: object): string => {
  if ('url' in value && typeof value.url === 'string') return `[${value.url.split('/').at(-1)}]`;
  if (!('authorReference' in value)) return '';
  const { reference } = value.authorReference as { reference?: string };
  return `[${reference}]`;
};

const poison = (value: unknown, path: string, key: string): unknown => {
  if (typeof value === 'string') return structural.test(key) || instant.test(value) ? value : mark(path);
  if (Array.isArray(value)) return value.map((item) => poison(item, path, key));
  if (typeof value !== 'object' || value === null) return value;
  const here = `${path}${nameIn(value)}`;
  const inner = Object.entries(value).map(([name, one]) => [name, poison(one, `${here}.${name}`, name)]);
  // A field that R4 does not know: of a later release, or of a client's own.
  return { ...Object.fromEntries(inner), fromTheFuture: mark(`${here}.fromTheFuture`) };
};

const poisoned = <R extends FhirResource>(resource: R): R =>
  poison(resource, `${resource.resourceType}/${numberIn(resource)}`, '') as R;

const safe = (value: string) => ({
  ...{ system: 'phone' as const, value },
  extension: [{ url: extensions.contactSafety, valueCode: 'safe' }],
});

/** Every element of a type, filled and poisoned once: a walk asks for it thousands of times. */
const made = new Map<string, Record<string, unknown>>();
const everything = (type: string, number: string): Record<string, unknown> => {
  const key = `${type}/${number}`;
  const found = made.get(key) ?? (poison(filled(type, 2), key, '') as Record<string, unknown>);
  made.set(key, found);
  return found;
};
const numberIn = ({ id = '' }: FhirResource): string => id.split('.')[1] ?? '';

/** Somebody of whom everything is known. The two numbers become two different ones again below. */
const known = ({ id, meta }: Patient): Patient => ({
  ...{ resourceType: 'Patient', ...(id ? { id } : {}), ...(meta ? { meta } : {}) },
  identifier: [{ system: systems.nhsNumber, value: '9000000009' }],
  name: [{ use: 'official', family: 'Family', given: ['Given'], text: 'Text', prefix: ['Prefix'] }],
  telecom: [safe('1'), { system: 'phone', value: '2' }, { system: 'email', value: '3' }],
  extension: [
    { url: extensions.accessNeed, valueString: 'Need' },
    {
      url: extensions.safeContact,
      extension: [
        { url: 'times', valueString: 'Times' },
        { url: 'through', valueString: 'Through' },
      ],
    },
    { url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory', valueString: 'Ethnicity' },
  ],
});

/** The groups of these walks all wrote something, and were written something for. */
const spoken = (task: Task): Task => ({
  ...task,
  note: [
    { text: 'Own', time: '2026-11-01T09:00:00.000Z', ...(task.owner?.reference ? by(task.owner.reference) : {}) },
    { text: 'Theirs', time: '2026-11-01T09:00:00.000Z', ...by('Organization/CWS01') },
  ],
  input: [
    { type: requestDetail('reason-for-partner'), valueString: 'Reason' },
    { type: requestDetail('goal-for-partner'), valueString: 'Goal' },
  ],
});
const by = (reference: string) => ({ authorReference: { reference } });

const beside = (id: string): FhirResource[] =>
  ['Condition', 'RiskAssessment', 'Observation', 'CarePlan', 'QuestionnaireResponse'].map((type, n) => {
    const number = `x${n + 50}`;
    return { ...everything(type, number), resourceType: type, id: `${id}.${number}` } as unknown as FhirResource;
  });

/** With every other element of its type that a sender can fill. */
const whole = <R extends FhirResource>(resource: R): R =>
  ({ ...everything(resource.resourceType, numberIn(resource)), ...poisoned(resource) }) as R;

/** The same state with every element of every resource that a practice can send, and a marker in every string that may hold words. */
export const poisonedState = (state: Referral): Referral => {
  const onward = new Set(state.onward.map(({ task }: Onward) => task.id));
  const resources = resourcesOf(state).map((resource): FhirResource => {
    if (resource.id === state.patient.id && resource.resourceType === 'Patient') return whole(known(resource));
    if (resource.resourceType === 'ServiceRequest') return whole(resource);
    return poisoned(resource.resourceType === 'Task' && onward.has(resource.id) ? spoken(resource) : resource);
  });
  const all = readReferral(state, [...resources, ...beside(state.id)]);
  // Two people may share a number and not its safety: these two are different.
  const telecom = all.patient.telecom?.map((one, n) => ({ ...one, value: `${one.value}${n}` }));
  return { ...all, patient: { ...all.patient, ...(telecom ? { telecom } : {}) } };
};

/** Where the words came from that stand in what left: `Patient/p1.name.given`. */
export const sourcesIn = (value: unknown): string[] => [
  ...new Set([...JSON.stringify(value ?? null).matchAll(/☢([^☢]*)☢/g)].map(([, where = '']) => where)),
];

/** Every path at which a value stands, without the numbers of lists. */
export const pathsIn = (value: unknown, path = ''): string[] => {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => pathsIn(item, path)))];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, path === '' ? name : `${path}.${name}`));
};
