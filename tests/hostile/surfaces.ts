import { readFileSync } from 'node:fs';
import { examples } from '../../contracts/partner-api/examples.ts';
import { operations } from '../../contracts/partner-api/operations.ts';
import { fhirRows } from '../../functions/fhir/routes.ts';
import { pageSurfaces } from './page-surfaces.ts';
import type { Target } from './target.ts';

/** One route with what would be a good request to it. */
export interface Surface {
  readonly method: string;
  /** `{…}` filled with ids of the target. */
  readonly path: string;
  readonly types: readonly string[];
  readonly body?: unknown;
  /** A page, asked for by a browser: of somebody who is signed in, or of anybody. */
  readonly page?: 'session' | 'open';
}

const example = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../contracts/examples/${name}.json`, import.meta.url), 'utf8'));

const fhir = ['application/fhir+json', 'application/json'];
const about = (referral: string) => ({
  ...{ resourceType: 'Communication', status: 'completed', sender: { display: 'Priya Shah' } },
  category: [
    { coding: [{ system: 'https://fhir.handover.example/CodeSystem/communication-kind', code: 'conversation' }] },
  ],
  about: [{ reference: `Task/${referral}.t1` }],
});
const patch = [
  { op: 'replace', path: '/status', value: 'accepted' },
  { op: 'copy', from: '/meta', path: '/extension' },
];
const updatable = (type: string, id: string): object => ({
  ...{ resourceType: type, id, status: 'in-progress', intent: 'order', subject: { reference: 'Patient/x.p1' } },
  ...{
    name: [{ text: 'A' }],
    participant: [{ status: 'accepted' }],
    telecom: [{ system: 'phone', value: '01632 960001' }],
  },
});
const marks: Readonly<Record<string, string>> = {
  Task: 't1',
  ServiceRequest: 's1',
  Patient: 'p1',
  Communication: 'm1',
  Appointment: 'a1',
};

const bodiesOf = (row: (typeof fhirRows)[number], referral: string): readonly unknown[] => {
  const id = `${referral}.${marks[row.type ?? ''] ?? 't1'}`;
  if (row.method === 'PATCH') return [patch];
  if (row.method === 'PUT') return [updatable(row.type ?? '', id)];
  if (row.path.endsWith('_search')) return [`_id=${id}&_count=5`];
  if (row.path.endsWith('$process-message')) return ['message', 'message-cancellation'].map(example);
  if (row.type === 'Communication')
    return [about(referral), example('question'), example('acknowledgement'), example('opened')];
  if (row.type === 'ServiceRequest' || row.path.includes('ServiceRequest')) return [example('service-request')];
  if (row.type === 'QuestionnaireResponse') return [example('measure')];
  if (row.type === 'Task') return [updatable('Task', id)];
  if (row.type === 'Appointment') return [updatable('Appointment', id)];
  return ['smallest-referral', 'referral', 'council-referral', 'onward-request', 'referral-with-task']
    .map(example)
    .concat([batch(referral)]);
};

const batch = (referral: string): object => ({
  ...{ resourceType: 'Bundle', type: 'batch' },
  entry: [
    { request: { method: 'GET', url: `Task/${referral}.t1` } },
    {
      request: { method: 'PUT', url: `Task/${referral}.t1`, ifMatch: 'W/"1"' },
      resource: updatable('Task', `${referral}.t1`),
    },
  ],
});

const open = [
  '/FHIR/R4/metadata',
  '/FHIR/R4/.well-known/smart-configuration',
  '/.well-known/jwks.json',
  '/health',
  '/figures',
  '/errors',
  '/errors/too-large',
];

/** Somebody is worried, and the desk reads it. */
const worry: Readonly<Record<string, object | undefined>> = {
  'GET /concerns': undefined,
  'POST /concerns': { level: 'unsafe', who: 'adult', about: { kind: 'person' }, says: 'He is not safe' },
  'GET /duty/concerns': undefined,
  'POST /duty/concerns/sg-000000000001/read': { name: 'Ada Duty', reason: 'On duty' },
  'POST /duty/concerns/sg-000000000001/acknowledge': { name: 'Ada Duty' },
  'POST /duty/concerns/sg-000000000001/close': { name: 'Ada Duty', outcome: 'He is safe' },
  'POST /duty/organisations/mens-shed/pause': { name: 'Ada Duty' },
  'POST /duty/organisations/mens-shed/resume': { name: 'Ada Duty' },
};

/** Every route of the hub: the tables that it is made from, and what else the template serves. */
export const surfacesOf = ({ referral }: Target): readonly Surface[] => {
  const rows = fhirRows.flatMap((row): Surface[] => {
    const id = `${referral}.${marks[row.type ?? ''] ?? 't1'}`;
    const path = row.path.replace('{id}', id).replace('{version}', '1');
    if (row.method === 'GET') return [{ method: 'GET', path, types: fhir }];
    return bodiesOf(row, referral).map((body) => ({ method: row.method, path, types: row.consumes ?? fhir, body }));
  });
  const groups = operations.map(({ method, path, takes }): Surface => {
    const filled = `/partner/v1${path}`.replace('{id}', `${referral}.t2`).replace('{meeting}', `${referral}.a1`);
    const body = takes === undefined ? undefined : Reflect.get(examples, takes);
    return {
      method,
      path: filled.replace('{session}', 'tuesday'),
      types: ['application/json'],
      ...(body ? { body } : {}),
    };
  });
  const pages = [...open, '/overdue', '/figures/service'].map((path) => ({
    method: 'GET',
    path,
    types: ['application/json'],
  }));
  const token = {
    method: 'POST',
    path: '/oauth2/token',
    types: ['application/x-www-form-urlencoded'],
    body: 'grant_type=client_credentials',
  };
  const concerns = Object.entries(worry).map(([asked, body]): Surface => {
    const [method = '', path = ''] = asked.split(' ');
    return { method, path: `/safeguarding/v1${path}`, types: ['application/json'], ...(body ? { body } : {}) };
  });
  return [...rows, ...groups, ...concerns, ...pages, ...pageSurfaces(referral), token];
};
