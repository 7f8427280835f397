import { randomUUID } from 'node:crypto';
import { MedplumClient } from '@medplum/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systems } from '../../contracts/systems.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { tokenOf } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { referralFor } from './people.ts';

/** What this journey asks of the client; the types of its own package are not installed. */
interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly meta: { readonly versionId: string };
  readonly status?: string;
  readonly type?: string;
  readonly entry?: readonly { readonly resource?: Resource; readonly response?: { readonly status: string } }[];
}
interface Published {
  createResource(resource: object): Promise<unknown>;
  createResourceIfNoneExist<T extends object>(resource: T, query: string): Promise<T & { id: string }>;
  readResource(type: string, id: string, options?: object): Promise<Resource>;
  readVersion(type: string, id: string, version: string): Promise<Resource>;
  readHistory(type: string, id: string): Promise<Resource>;
  search(type: string, query: string, options?: object): Promise<Resource>;
  searchOne(type: string, query: string): Promise<Resource | undefined>;
  searchResourcePages(type: string, query: string, options?: object): AsyncGenerator<readonly Resource[]>;
  updateResource(resource: Resource, options?: object): Promise<Resource>;
  patchResource(type: string, id: string, operations: readonly object[], options?: object): Promise<Resource>;
  executeBatch(bundle: object): Promise<Resource>;
}

/** The second client that the project did not write. */
describe('a client of Medplum', () => {
  let hub: JourneyHub;
  let practice: Published;
  let coordinator: Published;

  const clientFor = async (client: string, organisation: string, more: object = {}): Promise<Published> => {
    const accessToken = await tokenOf(hub, client);
    const fetchAs = (url: string, options: RequestInit) =>
      fetch(url, { ...options, headers: { ...options.headers, 'NHSD-End-User-Organisation': organisation } });
    const fresh = { cacheTime: 0, resourceCacheSize: 0, maxRetries: 0 };
    return new MedplumClient({
      ...{ baseUrl: `${hub.url}/`, fhirUrlPath: 'FHIR/R4', accessToken, fetch: fetchAs },
      ...fresh,
      ...more,
    });
  };

  beforeAll(async () => {
    hub = await startJourneys();
    practice = await clientFor('churchdown-surgery', 'L99901');
    coordinator = await clientFor('wellbeing-service', 'CWS01');
  });
  afterAll(() => hub?.stop());

  const basedOn = ({ meta }: Resource) => ({ headers: { 'If-Match': `W/"${meta.versionId}"` } });

  const conversation = (task: Resource) => ({
    ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task.id}` }] },
    category: [{ coding: [{ system: systems.recordKind, code: 'conversation' }] }],
  });

  const refer = async () => {
    const [person, asked] = referralFor().entry.map((e) => e.resource);
    const system = 'https://practice.example/referrals';
    const identifier = [{ system, value: randomUUID() }];
    const contained = [{ ...person, id: 'person' }];
    const body = { ...asked, identifier, contained, subject: { reference: '#person' } };
    const again = () => practice.createResourceIfNoneExist(body, `identifier=${system}|${identifier[0]?.value}`);
    const request = await again();
    const task = await practice.searchOne('Task', `focus=ServiceRequest/${request.id}`);
    if (!task) throw new Error('No Task of the request');
    return { request, task, again };
  };

  test('refers once, however often it asks to, and follows its request', async () => {
    const { request, task, again } = await refer();
    expect([(await again()).id, task.status]).toEqual([request.id, 'requested']);
    expect(await practice.readVersion('Task', task.id, '1')).toMatchObject({ id: task.id });
    expect(await practice.readHistory('Task', task.id)).toMatchObject({ type: 'history' });
  });

  test('works its list, page by page, and changes Tasks by patch, update and batch', async () => {
    const tasks = [(await refer()).task, (await refer()).task, (await refer()).task];
    const walked = await eventually('all three are in the list', async () => {
      const ids: string[] = [];
      const question = 'owner=Organization/CWS01&status=requested&_count=2';
      for await (const page of coordinator.searchResourcePages('Task', question, { cache: 'reload' }))
        ids.push(...page.map(({ id }) => id));
      return tasks.every(({ id }) => ids.includes(id)) ? ids : undefined;
    });
    expect(new Set(walked).size).toBe(walked.length);
    const [task] = tasks;
    if (!task) throw new Error('No Task');
    const accept = [{ op: 'replace', path: '/status', value: 'accepted' }];
    const accepted = await coordinator.patchResource('Task', task.id, accept, basedOn(task));
    expect(accepted).toMatchObject({ status: 'accepted', meta: { versionId: '2' } });
    const begun = await coordinator.updateResource({ ...accepted, status: 'in-progress' }, basedOn(accepted));
    expect(begun.status).toBe('in-progress');
    const answered = await coordinator.executeBatch({
      ...{ resourceType: 'Bundle', type: 'batch' },
      entry: [
        {
          resource: conversation(task),
          request: { method: 'POST', url: 'Communication' },
        },
        { request: { method: 'GET', url: `Task/${task.id}/_history` } },
      ],
    });
    expect(answered.entry?.map((e) => e.response?.status)).toEqual(['201 Created', '200 OK']);
    await expect(
      coordinator.updateResource({ ...accepted, status: 'on-hold' }, basedOn(accepted)),
    ).rejects.toMatchObject({
      outcome: { resourceType: 'OperationOutcome' },
    });
  });

  test('takes a referral all the way round, and the practice reads every step of it', async () => {
    const { request, task } = await refer();
    const [identifier] = request.identifier;
    const accept = [{ op: 'replace', path: '/status', value: 'accepted' }];
    const accepted = await coordinator.patchResource('Task', task.id, accept, basedOn(task));
    await coordinator.createResource(conversation(task));
    const begun = await coordinator.updateResource({ ...accepted, status: 'in-progress' }, basedOn(accepted));
    const output = [
      {
        type: { coding: [{ system: systems.taskOutput, code: 'outcome' }] },
        valueCodeableConcept: { coding: [{ system: systems.outcome, code: 'advice-only' }] },
      },
    ];
    await coordinator.updateResource(Object.assign(begun, { status: 'completed', output }), basedOn(begun));

    const own = await practice.searchOne('ServiceRequest', `identifier=${identifier?.system}|${identifier?.value}`);
    expect(own?.id).toBe(request.id);
    const history = await practice.readHistory('Task', task.id);
    expect(history.entry?.map((e) => e.resource?.status)).toEqual([
      'completed',
      'in-progress',
      'accepted',
      'requested',
    ]);
  });

  test('reads the code and its page out of what is refused', async () => {
    const { task } = await refer();
    const read = await coordinator.readResource('Task', task.id);
    const refused: unknown = await coordinator
      .updateResource({ ...read, status: 'completed' }, basedOn(read))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      outcome: {
        issue: [
          {
            details: {
              extension: [{ valueUrl: `${hub.url}/errors/illegal-transition` }],
              coding: [{ system: systems.error, code: 'illegal-transition' }],
            },
          },
        ],
      },
    });
    const page = await fetch(`${hub.url}/errors/illegal-transition`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<h1>illegal-transition (422)</h1>');
  });

  test('gathers what it reads into batches of its own making', async () => {
    const { request, task } = await refer();
    const gathering = await clientFor('wellbeing-service', 'CWS01', { autoBatchTime: 50 });
    const read = await Promise.all([
      gathering.readResource('Task', task.id),
      gathering.readResource('ServiceRequest', request.id),
      gathering.search('Task', `_id=${task.id}`),
    ]);
    expect(read.map(({ resourceType }) => resourceType)).toEqual(['Task', 'ServiceRequest', 'Bundle']);
  });
});
