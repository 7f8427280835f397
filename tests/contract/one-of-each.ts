import type { FhirResource } from 'fhir/r4.js';
import { afterAll, expect } from 'vitest';
import { extensions, systems } from '../../contracts/systems.ts';
import { capabilityStatement } from '../../functions/fhir/capability.ts';
import { fhirRows } from '../../functions/fhir/routes.ts';
import { readItem } from '../../mappings/directory/item.ts';
import { directoryOn, service } from '../integration/directory/councils.ts';
import { referralBundle } from '../integration/fhir/hub.ts';
import { askOnward, startWorld, type World } from '../integration/fhir/world.ts';

/** What a server says of itself is a promise: everything in it is done here once, and what is not in it is refused. */
export const statement = capabilityStatement(fhirRows, 'https://hub.example');
export const resources = statement.rest?.[0]?.resource ?? [];

/** Beside the request: what PRSB asks for, one of each type that the hub keeps. */
const beside = (subject: object): FhirResource[] =>
  [
    { resourceType: 'Condition', subject, code: { text: 'Low mood' } },
    { resourceType: 'RiskAssessment', status: 'final', subject },
    { resourceType: 'Observation', status: 'final', code: { text: 'Mobility' }, subject },
    { resourceType: 'QuestionnaireResponse', status: 'completed', subject },
    { resourceType: 'CarePlan', status: 'active', intent: 'plan', subject },
    { resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'Company' }, subject },
    { resourceType: 'RelatedPerson', patient: subject },
    { resourceType: 'Practitioner', name: [{ family: 'Cole' }] },
    { resourceType: 'PractitionerRole' },
    { resourceType: 'Organization', name: 'Churchdown Surgery' },
    { resourceType: 'Flag', status: 'active', code: { text: 'Dog' }, subject },
    {
      ...{ resourceType: 'Consent', status: 'active', scope: { text: 'Sharing' }, category: [{ text: 'Sharing' }] },
      ...{ patient: subject, policyRule: { text: 'Direct care' } },
    },
  ] as FhirResource[];

const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString();

const meeting = (task: string) => ({
  ...{
    resourceType: 'Appointment',
    status: 'booked',
    participant: [{ status: 'accepted', actor: { display: 'The person' } }],
  },
  ...{
    start: inDays(7),
    end: inDays(8),
    supportingInformation: [{ reference: `Task/${task}` }],
  },
  extension: [{ url: extensions.signedUpBy, valueString: 'Amara Cole' }],
});

const attempt = (task: string) => ({
  ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task}` }] },
  category: [{ coding: [{ system: systems.recordKind, code: 'contact-attempt' }] }],
});

const noteOn = (task: string) => ({
  ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task}` }] },
  category: [{ coding: [{ system: systems.recordKind, code: 'note' }] }],
  ...{ payload: [{ contentString: 'She is looking forward to it.' }], sender: { display: 'Amara Cole' } },
});

/** One service in the directory, with its place. */
const oneService = async ({ dynamodb }: World): Promise<readonly (readonly [string, string])[]> => {
  const item = readItem(service(1, { service_at_locations: [{ location: { id: 'l1', name: 'Hall' } }] }));
  const directory = directoryOn(dynamodb);
  await directory.load(
    { name: 'council', publisher: 'Council', licence: 'OGL' },
    item.kind === 'service' ? [item.service] : [],
  );
  await directory.rebuild();
  return [
    ['HealthcareService', 'd.s1'],
    ['Location', 'd.l1'],
  ];
};

/** The id of one resource of each type, all of one referral. */
const sendOneOfEach = async (world: World): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  const bundle = referralBundle() as { entry: { fullUrl: string }[] };
  const subject = { reference: bundle.entry[0]?.fullUrl ?? '' };
  const others = beside(subject).map((resource, n) => ({
    fullUrl: `urn:uuid:00000000-0000-4000-8000-0000000000${10 + n}`,
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }));
  const sent = await world.ask('POST', '', { as: 'L99901', body: { ...bundle, entry: [...bundle.entry, ...others] } });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  for (const { response } of sent.body.entry) {
    const [type, id] = response.location.split('/');
    ids.set(type, id);
  }
  const task = ids.get('Task') ?? '';
  await world.change('CWS01', `/Task/${task}`, { status: 'accepted' });
  const onward = await askOnward(world, Object.fromEntries(ids));
  await world.change('CWS01', `/Task/${onward.Task}`, { status: 'accepted' });
  for (const [type, body] of [
    ['Appointment', meeting(onward.Task ?? '')],
    ['Communication', attempt(task)],
  ] as const) {
    const made = await world.ask('POST', `/${type}`, { as: 'CWS01', body });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    ids.set(type, made.body.id);
  }
  // The letter of a message has the id of the message.
  const note = await world.ask('POST', '/Communication', { as: 'CWS01', body: noteOn(task) });
  expect(note.status, JSON.stringify(note.body)).toBe(201);
  ids.set('Binary', note.body.id);
  ids.set('Bundle', note.body.id);
  const loaded = await world.ledger.load(task.slice(0, 26));
  for (const other of loaded?.referral.others ?? []) ids.set(other.resourceType, other.id ?? '');
  for (const consent of loaded?.referral.consents ?? []) ids.set('Consent', consent.id ?? '');
  for (const [type, id] of await oneService(world)) ids.set(type, id);
  await world.projectAll();
  return ids;
};

/** For one file of tests: a hub that holds one resource of each type, all of one referral. */
export const hubWithOneOfEach = async () => {
  const world = await startWorld();
  afterAll(world.stop);
  const ids = await sendOneOfEach(world);
  return {
    ask: world.ask,
    read: (path: string) => world.ask('GET', path, { as: 'CWS01' }),
    idOf: (type: string): string => {
      const id = ids.get(type);
      if (!id) throw new Error(`No ${type} to try it with`);
      return id;
    },
  };
};
