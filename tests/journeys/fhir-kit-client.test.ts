import { randomUUID } from 'node:crypto';
import type { CapabilityStatement, FhirResource, Bundle as R4Bundle, Task } from 'fhir/r4.js';
import { Client } from 'fhir-kit-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relations, systems } from '../../contracts/systems.ts';
import { eventually } from '../../infra/local/demo/patience.ts';
import { tokenOf } from './caller.ts';
import { type JourneyHub, startJourneys } from './hub.ts';
import { referralFor } from './people.ts';

/** A published FHIR client that knows nothing of Handover, in the hands of a practice and of the coordinator. */
type Bundle = R4Bundle<FhirResource>;
let hub: JourneyHub;
let practice: Client;
let coordinator: Client;

const clientFor = async (client: string, organisation: string): Promise<Client> =>
  new Client({
    baseUrl: `${hub.url}/FHIR/R4`,
    bearerToken: await tokenOf(hub, client),
    customHeaders: { 'NHSD-End-User-Organisation': organisation },
  });

beforeAll(async () => {
  hub = await startJourneys();
  practice = await clientFor('churchdown-surgery', 'L99901');
  coordinator = await clientFor('wellbeing-service', 'CWS01');
});
afterAll(() => hub?.stop());

/** The client types every answer as any resource; a journey knows which it asked for. */
const as = <T extends FhirResource>(answer: { resourceType: string }): T => answer as unknown as T;

const send = async (): Promise<{ task: Task; identifier: string }> => {
  const identifier = randomUUID();
  const system = 'https://practice.example/referrals';
  const body = referralFor({ request: { identifier: [{ system, value: identifier }] } });
  const answer = as<Bundle>(await practice.transaction({ body }));
  const task = answer.entry?.map((e) => e.resource).find((r) => r?.resourceType === 'Task');
  if (!task) throw new Error('No Task in the answer');
  return { task, identifier: `${system}|${identifier}` };
};

const matches = (bundle: Bundle): string[] =>
  (bundle.entry ?? []).filter((e) => e.search?.mode === 'match').map((e) => e.resource?.id ?? '');

const linkOf = (bundle: Bundle, relation: string): string =>
  bundle.link?.find((l) => l.relation === relation)?.url ?? '';

/** Every page of a search, as the client turns them. */
const all = async (client: Client, searchParams: Record<string, string | string[]>): Promise<Bundle[]> => {
  const pages: Bundle[] = [];
  let page: Promise<FhirResource> | undefined = client
    .resourceSearch({ resourceType: 'Task', searchParams })
    .then(as<Bundle>);
  while (page) {
    const bundle: Bundle = as<Bundle>(await page);
    pages.push(bundle);
    page = client.nextPage({ bundle: { ...bundle, link: bundle.link ?? [] } })?.then(as<Bundle>);
  }
  return pages;
};

const listed = (tasks: readonly Task[]) =>
  eventually('the coordinator finds the Tasks in its list', async () => {
    const pages = await all(coordinator, { owner: 'Organization/CWS01', status: 'requested', _count: '2' });
    const ids = pages.flatMap(matches);
    return tasks.every(({ id = '' }) => ids.includes(id)) ? pages : undefined;
  });

const basedOn = (task: Task) => ({ headers: { 'If-Match': `W/"${task.meta?.versionId}"` } });

const attempt = (task: Task) => ({
  ...{ resourceType: 'Communication', status: 'completed', about: [{ reference: `Task/${task.id}` }] },
  category: [{ coding: [{ system: systems.recordKind, code: 'conversation' }] }],
});

test('it reads what the hub says that it can, and where a token is got', async () => {
  const statement = as<CapabilityStatement>(await practice.capabilityStatement());
  expect(statement.rest?.[0]?.resource?.map(({ type }) => type)).toContain('Task');
  expect((await practice.smartAuthMetadata()).tokenUrl?.href).toBe(`${hub.url}/oauth2/token`);
});

describe('a practice', () => {
  test('sends, finds its own by its own identifier or the reference, and reads it and its history', async () => {
    const { task, identifier } = await send();
    for (const options of [{}, { postSearch: true }]) {
      const own = { resourceType: 'ServiceRequest', searchParams: { identifier }, options };
      expect(matches(as<Bundle>(await practice.resourceSearch(own)))).toEqual([task.focus?.reference?.split('/')[1]]);
    }
    const searchParams = { identifier: `${systems.reference}|${task.identifier?.[0]?.value}` };
    await eventually('the practice finds it by its reference', async () => {
      const found = matches(as<Bundle>(await practice.resourceSearch({ resourceType: 'Task', searchParams })));
      return found.includes(task.id ?? '') || undefined;
    });
    const id = task.id ?? '';
    expect(await practice.read({ resourceType: 'Task', id })).toMatchObject({ id, status: 'requested' });
    expect(await practice.vread({ resourceType: 'Task', id, version: '1' })).toMatchObject({
      meta: { versionId: '1' },
    });
    const history = as<Bundle>(await practice.history({ resourceType: 'Task', id }));
    expect([history.type, history.total]).toEqual(['history', 1]);
  });

  test('polls from the link that every answer gives, and reads what it was told', async () => {
    const { task } = await send();
    const first = as<Bundle>(
      await practice.resourceSearch({ resourceType: 'Task', searchParams: { requester: 'Organization/L99901' } }),
    );
    let poll = linkOf(first, relations.nextPoll);
    const current = as<Task>(await coordinator.read({ resourceType: 'Task', id: task.id ?? '' }));
    const body = { ...current, status: 'rejected', statusReason: { text: 'No room at the moment' } };
    await coordinator.update({ resourceType: 'Task', id: task.id ?? '', body, options: basedOn(current) });
    await eventually('the practice sees by polling that it was declined', async () => {
      const page = as<Bundle>(await practice.request(poll));
      poll = linkOf(page, relations.nextPoll);
      const found = page.entry?.map((e) => e.resource).find((r) => r?.id === task.id);
      return (found?.resourceType === 'Task' && found.status === 'rejected') || undefined;
    });
    const about = { resourceType: 'Communication', searchParams: { about: `Task/${task.id}` } };
    const told = as<Bundle>(await practice.resourceSearch(about)).entry?.map((e) => e.resource);
    expect(told).toMatchObject([{ resourceType: 'Communication', topic: { coding: [{ code: 'refused' }] } }]);
  });
});

describe('the coordinator', () => {
  test('finds its work page by page, with the person and the request, and takes it by a patch', async () => {
    const { task } = await send();
    const pages = await listed([task, (await send()).task, (await send()).task]);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every((page) => matches(page).length <= 2)).toBe(true);
    const whole = await all(coordinator, {
      _id: task.id ?? '',
      _include: ['Task:focus', 'Task:patient', 'Task:requester'],
    });
    expect(whole[0]?.entry?.map((e) => e.resource?.resourceType).sort()).toEqual([
      'Organization',
      'Patient',
      'ServiceRequest',
      'Task',
    ]);
    const jsonPatch = [{ op: 'replace' as const, path: '/status', value: 'accepted' }];
    const taken = { resourceType: 'Task', id: task.id ?? '', jsonPatch, options: basedOn(task) };
    expect(await coordinator.patch(taken)).toMatchObject({ status: 'accepted', meta: { versionId: '2' } });
    await expect(coordinator.patch(taken)).rejects.toMatchObject({ response: { status: 412 } });
  });

  test('does its day in batches, and ends the referral; the practice reads how it ended', async () => {
    const { task } = await send();
    const url = `Task/${task.id}`;
    const entry = (resource: object, method: string, to: string, ifMatch?: string) => ({
      resource,
      request: { method, url: to, ...(ifMatch ? { ifMatch } : {}) },
    });
    const accepted = {
      ...as<Task>(await coordinator.read({ resourceType: 'Task', id: task.id ?? '' })),
      status: 'accepted',
    };
    const begun = { ...accepted, status: 'in-progress' };
    const batch = as<Bundle>(
      await coordinator.batch({
        body: {
          resourceType: 'Bundle',
          type: 'batch',
          entry: [
            entry(accepted, 'PUT', url, 'W/"1"'),
            entry(attempt(task), 'POST', 'Communication'),
            entry(begun, 'PUT', url, 'W/"1"'),
            { request: { method: 'GET', url } },
          ],
        },
      }),
    );
    expect(batch.entry?.map((e) => e.response?.status.slice(0, 3))).toEqual(['200', '201', '412', '200']);
    const current = as<Task>(await coordinator.read({ resourceType: 'Task', id: task.id ?? '' }));
    const update = (from: Task, changes: object) =>
      coordinator
        .update({ resourceType: 'Task', id: task.id ?? '', body: { ...from, ...changes }, options: basedOn(from) })
        .then(as<Task>);
    const inProgress = await update(current, { status: 'in-progress' });
    const output = [
      {
        type: { coding: [{ system: systems.taskOutput, code: 'outcome' }] },
        valueCodeableConcept: { coding: [{ system: systems.outcome, code: 'advice-only' }] },
      },
    ];
    const ended = await update(inProgress, { status: 'completed', output });
    expect(ended.status).toBe('completed');
    const seen = as<Task>(await practice.read({ resourceType: 'Task', id: task.id ?? '' }));
    expect(seen.output?.[0]?.valueCodeableConcept?.coding?.[0]?.code).toBe('advice-only');
  });

  test('is told in FHIR what is wrong, by an error that the client understands', async () => {
    const unknown = coordinator.resourceSearch({ resourceType: 'Task', searchParams: { colour: 'red' } });
    await expect(unknown).rejects.toMatchObject({
      response: { status: 400, data: { resourceType: 'OperationOutcome' } },
    });
    const nothing = coordinator.read({ resourceType: 'Task', id: 'nothing' });
    await expect(nothing).rejects.toMatchObject({
      response: { status: 404, data: { resourceType: 'OperationOutcome' } },
    });
  });
});
