import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { examples } from '../../contracts/partner-api/examples.ts';
import { operations } from '../../contracts/partner-api/operations.ts';
import type { Target } from './target.ts';

/** A question about a referral, that can be asked of any. */
export interface Question {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where the id of the referral belongs. */
export const place = '0123456789abcdefghjkmnpqrs';

const symbols = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id as the hub makes them, of nothing. */
export const absent = (): string =>
  [...randomBytes(26)].map((byte, n) => (n === 0 ? symbols[byte % 8] : symbols[byte % 32])).join('');

const example = (name: string): string =>
  readFileSync(new URL(`../../contracts/examples/${name}.json`, import.meta.url), 'utf8');

const kinds = {
  t1: 'Task',
  s1: 'ServiceRequest',
  p1: 'Patient',
  t2: 'Task',
  s2: 'ServiceRequest',
  c1: 'Consent',
  m1: 'Communication',
  a1: 'Appointment',
};

const reads = Object.entries(kinds).flatMap(([mark, type]): Question[] => {
  const path = `/FHIR/R4/${type}/${place}.${mark}`;
  return ['', '/_history', '/_history/1'].map((more) => ({
    name: `GET ${type} ${mark}${more}`,
    method: 'GET',
    path: `${path}${more}`,
  }));
});

const searches = [
  ...[
    `Task?_id=${place}.t1`,
    `Task?focus=ServiceRequest/${place}.s1`,
    `Task?patient=Patient/${place}.p1`,
    `Task?part-of=Task/${place}.t1`,
  ],
  ...[`ServiceRequest?_id=${place}.s1`, `Communication?about=Task/${place}.t1`, `Patient?_id=${place}.p1`],
].map((query): Question => ({ name: `search ${query.replace(place, '…')}`, method: 'GET', path: `/FHIR/R4/${query}` }));

const concept = (code: string, system = 'https://fhir.handover.example/CodeSystem/communication-kind') => ({
  coding: [{ system, code }],
});
const said = (code: string, more: object = {}): string =>
  JSON.stringify({
    ...{
      resourceType: 'Communication',
      status: 'completed',
      sender: { display: 'Priya Shah' },
      category: [concept(code)],
    },
    ...{ about: [{ reference: `Task/${place}.t1` }], payload: [{ contentString: 'A word' }], ...more },
  });
const read = { inResponseTo: [{ reference: `Communication/${place}.m1` }] };
const spoken = [
  ...['conversation', 'question', 'note', 'opened', 'contact-attempt', 'circumstance'].map(
    (code) => [code, said(code)] as const,
  ),
  ['acknowledgement', said('acknowledgement', read)] as const,
].map(
  ([code, body]): Question => ({
    name: `POST Communication, ${code}`,
    method: 'POST',
    path: '/FHIR/R4/Communication',
    body,
  }),
);

const patch = JSON.stringify([{ op: 'replace', path: '/status', value: 'cancelled' }]);
const entry = (method: string, url: string, more: object = {}) => ({ request: { method, url, ...more } });
const batch = JSON.stringify({
  ...{ resourceType: 'Bundle', type: 'batch' },
  entry: [entry('GET', `Task/${place}.t1`), entry('GET', `ServiceRequest/${place}.s1/_history`)],
});

/** Changes that whoever takes part might make: with resources as they are shown to the coordinator. */
const changes = async ({ as, referral }: Target): Promise<Question[]> => {
  const marks = ['t1', 's1', 'p1', 't2'] as const;
  const all = await Promise.all(
    marks.map(async (mark): Promise<Question[]> => {
      const path = `/FHIR/R4/${kinds[mark]}/${referral}.${mark}`;
      const { body, status, text } = await as('CWS01')({ method: 'GET', path });
      if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
      const resource: object = Object(body);
      const version: unknown = Reflect.get(Object(Reflect.get(resource, 'meta')), 'versionId');
      const of = (value: object): string => JSON.stringify(value).replaceAll(referral, place);
      const changed = { ...resource, status: 'cancelled' };
      const headers = { 'if-match': `W/"${version}"` };
      const at = path.replace(referral, place);
      const put = {
        ...entry('PUT', `${kinds[mark]}/${place}.${mark}`, { ifMatch: `W/"${version}"` }),
        resource: changed,
      };
      return [
        { name: `PUT ${mark}`, method: 'PUT', path: at, headers, body: of(changed) },
        {
          name: `PATCH ${mark}`,
          method: 'PATCH',
          path: at,
          headers: { ...headers, 'content-type': 'application/json-patch+json' },
          body: patch,
        },
        {
          name: `transaction PUT ${mark}`,
          method: 'POST',
          path: '/FHIR/R4',
          body: of({ resourceType: 'Bundle', type: 'transaction', entry: [put] }),
        },
        {
          name: `batch PUT ${mark}`,
          method: 'POST',
          path: '/FHIR/R4',
          body: of({ resourceType: 'Bundle', type: 'batch', entry: [put] }),
        },
      ];
    }),
  );
  return all.flat();
};

const groups = operations
  .filter(({ path }) => path.includes('{id}'))
  .map(({ method, path, takes }): Question => {
    const body: unknown = takes === undefined ? undefined : Reflect.get(examples, takes);
    const filled = path.replace('{id}', `${place}.t2`).replace('{meeting}', `${place}.a1`);
    return {
      name: `${method} ${path}`,
      method,
      path: `/partner/v1${filled}`,
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
  });
const session: Question = {
  ...{ name: 'POST session attendance', method: 'POST', path: '/partner/v1/sessions/tuesday/attendance' },
  body: JSON.stringify({ results: [{ invitation: `${place}.t2`, result: 'could-not-come' }] }),
};

/** Everything that can be asked about one referral, over both APIs. */
export const questionsOf = async (target: Target): Promise<readonly Question[]> => [
  ...[...reads, ...searches, ...spoken, ...(await changes(target)), ...groups, session],
  { name: 'GET letter', method: 'GET', path: `/FHIR/R4/Binary/${place}.m1` },
  { name: 'GET document', method: 'GET', path: `/FHIR/R4/Bundle/${place}.m1` },
  { name: 'batch GET', method: 'POST', path: '/FHIR/R4', body: batch },
  { name: 'POST onward request', method: 'POST', path: '/FHIR/R4', body: example('onward-request') },
  { name: 'POST question', method: 'POST', path: '/FHIR/R4/Communication', body: example('question') },
];

export const about = (
  { method, path, body, headers = {} }: Question,
  referral: string,
  requestId: string = randomUUID(),
) => ({
  ...{ method, path: path.replaceAll(place, referral) },
  ...(body === undefined ? {} : { body: body.replaceAll(place, referral) }),
  headers: { ...headers, 'x-request-id': requestId, 'x-correlation-id': requestId },
});
