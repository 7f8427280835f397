import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { thisArea } from '../../../contracts/areas/this-area.ts';
import { systems } from '../../../contracts/systems.ts';
import { wordingBase } from '../../../contracts/wordings.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import type { Participants } from '../../../functions/usecases/ports.ts';
import { linkRows } from '../../../functions/views/link-rows.ts';
import { projectReferral } from '../../../functions/views/project-referral.ts';
import { referenceRows } from '../../../functions/views/reference-rows.ts';
import { rowStore } from '../../../functions/views/row-store.ts';
import { considered, recordedBy } from '../../unit/domain/acts.ts';
import { startDynamodb } from '../dynamodb.ts';
import { emptied } from '../written.ts';
import { type Answered, fhirHub, idsIn, referralBundle } from './hub.ts';

/** Nobody has an endpoint: all poll. */
const polling: Participants = { organisation: async () => undefined, client: async () => undefined };

/** The FHIR API with a projection that runs when a test says so, and a clock that a test may set. */
export const startWorld = async () => {
  const dynamodb = await startDynamodb();
  const faults: unknown[] = [];
  const requests: string[] = [];
  dynamodb.client.middlewareStack.add(
    (next, context) => (args) => {
      requests.push(String(context.commandName).replace('Command', ''));
      return next(args);
    },
    { step: 'initialize', name: 'countRequests' },
  );
  let time: string | undefined;
  const ask = fhirHub(dynamodb, faults, dynamodb.client, () => time ?? new Date().toISOString());
  const store = { client: dynamodb.client, table: dynamodb.viewsTable };
  const ledger = dynamoLedger({ client: dynamodb.client, table: dynamodb.ledgerTable });
  const rows = rowStore(store, () => time ?? new Date().toISOString());
  const project = projectReferral({
    ledger,
    rows,
    references: referenceRows(store),
    links: linkRows(store),
    participants: polling,
    area: thisArea,
  });

  const referrals = async (): Promise<string[]> => {
    const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: dynamodb.ledgerTable }));
    const keys = Items.flatMap(({ pk }) => (pk?.S?.startsWith('R#') ? [pk.S.slice(2)] : []));
    return [...new Set(keys)];
  };

  const send = async (as: string, more: Parameters<typeof referralBundle>[0] = {}): Promise<Record<string, string>> => {
    const answer = await ask('POST', '', { as, body: referralBundle(more) });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return idsIn(answer.body);
  };

  /** Reads a resource and puts it back with changes. */
  const change = async (as: string, path: string, changes: object): Promise<Answered> => {
    const { body } = await ask('GET', path, { as });
    const headers = { 'If-Match': `W/"${body.meta.versionId}"` };
    const answer = await ask('PUT', path, { as, body: { ...body, ...changes }, headers });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer;
  };

  /** What the coordinator did for the person. */
  const record = async (task: string | undefined, kind: string, more: object = {}): Promise<Answered> => {
    const category = [{ coding: [{ system: systems.recordKind, code: kind }] }];
    const about = [{ reference: `Task/${task}` }];
    const body = { resourceType: 'Communication', status: 'completed', category, about, ...more };
    const answer = await ask('POST', '/Communication', { as: 'CWS01', body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer;
  };

  const get = async (path: string, as = 'CWS01') => (await ask('GET', path, { as })).body;

  return {
    ...{ dynamodb, faults, ask, get, record, ledger, rows, project, send, change, referrals },
    /** Everything that the ledger holds shows in the views. */
    projectAll: async (): Promise<void> => {
      for (const referral of await referrals()) await project(referral);
    },
    /** DynamoDB requests of what is done, by operation. */
    costOf: async (done: () => Promise<unknown>): Promise<string[]> => {
      requests.length = 0;
      await done();
      return [...requests];
    },
    setTime: (instant: string | undefined): void => {
      time = instant;
    },
    empty: () => emptied(dynamodb),
    /** Stops, and fails if any request of the file made the hub throw. */
    stop: async (): Promise<void> => {
      await dynamodb.stop();
      expect(faults).toEqual([]);
    },
  };
};
export type World = Awaited<ReturnType<typeof startWorld>>;

export const codeOf = ({ body }: Pick<Answered, 'body'>): string | undefined => body.issue[0]?.details.coding[0]?.code;

interface Page {
  readonly entry?: readonly {
    readonly resource: { readonly id: string };
    readonly search?: { readonly mode: string };
  }[];
  readonly link: readonly { readonly relation: string; readonly url: string }[];
}

export const linkIn = ({ link }: Page, relation: string): string | undefined =>
  link.find((l) => l.relation === relation)?.url.slice('https://hub.example/FHIR/R4'.length);

export const idsOf = ({ entry = [] }: Page, mode = 'match'): string[] =>
  entry.filter((e) => (e.search?.mode ?? 'match') === mode).map((e) => e.resource.id);

type Onward = Readonly<Record<'owner' | 'activity', string>> & Readonly<Record<'request' | 'task', object>>;

/** An onward request as the coordinator puts it together, with the permission of the person for that purpose. */
export const onwardBundle = (ids: Record<string, string>, more: Partial<Onward> = {}): object => {
  const name = `urn:uuid:${randomUUID()}`;
  const subject = { reference: `Patient/${ids.Patient}` };
  const { owner = 'CWS01', activity = 'walking-group' } = more;
  const purpose = { system: systems.activity, code: activity };
  const partner = { reference: `Organization/${owner}` };
  const request = {
    ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'filler-order', subject },
    basedOn: [{ reference: `ServiceRequest/${ids.ServiceRequest}` }],
    code: { coding: [purpose] },
    ...more.request,
  };
  const task = {
    ...{ resourceType: 'Task', status: 'requested', intent: 'order', for: subject, focus: { reference: name } },
    partOf: [{ reference: `Task/${ids.Task}` }],
    owner: partner,
    extension: [considered()],
    ...more.task,
  };
  const consent = {
    ...{ resourceType: 'Consent', status: 'active', scope: { text: 'sharing' }, category: [{ text: 'sharing' }] },
    ...{ patient: subject, performer: [subject], dateTime: new Date().toISOString() },
    ...{ policy: [{ uri: `${wordingBase}sharing-1` }], extension: [recordedBy] },
    provision: { type: 'permit', actor: [{ role: { text: 'recipient' }, reference: partner }], purpose: [purpose] },
  };
  const post = (resource: { resourceType: string }, fullUrl = `urn:uuid:${randomUUID()}`) => ({
    ...{ fullUrl, resource, request: { method: 'POST', url: resource.resourceType } },
  });
  return {
    ...{ resourceType: 'Bundle', type: 'transaction' },
    entry: [post(request, name), post(task), ...(owner === 'CWS01' ? [] : [post(consent)])],
  };
};

/** The coordinator asks for something that it sees to itself: nothing is sent, and no permission is needed. */
export const askOnward = async ({ ask }: World, ids: Record<string, string>): Promise<Record<string, string>> => {
  const answer = await ask('POST', '', { as: 'CWS01', body: onwardBundle(ids) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return idsIn(answer.body);
};

/** An entry that records a try to reach the person. */
export const attempt = (task = '') => ({
  resource: {
    ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task}` }] },
    category: [{ coding: [{ system: systems.recordKind, code: 'contact-attempt' }] }],
  },
  request: { method: 'POST', url: 'Communication' },
});
