import { expect } from 'vitest';
import { systems } from '../../../contracts/systems.ts';
import { barsHeaders } from '../../integration/fhir/bars-message.ts';
import type { Answered } from '../../integration/fhir/hub.ts';
import type { World } from '../../integration/fhir/world.ts';
import { sendBeside } from './beside.ts';
import {
  asPerson,
  containing,
  goldenMessage,
  isValidation,
  referralAround,
  underHeader,
  underOurUseCase,
} from './material.ts';
import type { Resource, Row } from './rows.ts';

type Hub = World['ask'];

/** What came of one request that a row names. */
export interface Outcome {
  readonly does: string;
  readonly status: number;
  /** Issue codes of errors. */
  readonly issues: readonly string[];
  /** Our own codes, `missing-element at …name`. */
  readonly codes: readonly string[];
  readonly warnings: number;
}

const outcome = (does: string, { status, body }: Answered): Outcome => {
  const own = body?.resourceType === 'OperationOutcome' ? [body] : [];
  const within = (body?.entry ?? []).flatMap((e: Resource) => [e.response?.outcome, e.resource]);
  const outcomes = [...own, ...within].filter((r) => r?.resourceType === 'OperationOutcome');
  const issues = outcomes.flatMap((o) => o.issue);
  const errors = issues.filter((i) => i.severity === 'error');
  return {
    does,
    status,
    issues: errors.map((i) => i.code),
    codes: errors.map((i) => `${i.details.coding?.at(-1)?.code} at ${i.expression?.[0] ?? '–'}`),
    warnings: issues.filter((i) => i.severity === 'warning').length,
  };
};

const post = async (hub: Hub, path: string, body: unknown, does: string, as = 'L99901') => {
  const headers = path === '/$process-message' ? barsHeaders() : { Prefer: 'return=OperationOutcome' };
  return outcome(does, await hub('POST', path, { as, body, headers }));
};

/** T1 of a new referral, brought to a status by the coordinator. */
const taskIn = async (hub: Hub, status?: 'accepted' | 'in-progress'): Promise<Resource> => {
  const sent = await hub('POST', '', { as: 'L99901', body: referralAround() });
  let task = sent.body.entry.find((e: Resource) => e.resource?.resourceType === 'Task').resource;
  task = (await hub('GET', `/Task/${task.id}`, { as: 'CWS01' })).body;
  for (const next of status === 'in-progress' ? ['accepted', 'in-progress'] : status ? [status] : []) {
    task = (await put(hub, task, { status: next })).body;
  }
  return task;
};

const put = (hub: Hub, task: Resource, changes: Resource): Promise<Answered> =>
  hub('PUT', `/Task/${task.id}`, {
    as: 'CWS01',
    body: { ...task, ...changes },
    headers: { 'If-Match': `W/"${task.meta.versionId}"` },
  });

/** What the owner of a Task may change, out of somebody's Task (standards.md 2.4). */
const ownersPart = ({ status, statusReason, output }: Resource): Resource => ({
  status,
  ...(statusReason ? { statusReason } : {}),
  ...(output ? { output } : {}),
});

/** An outcome that needs no other fact on record. */
const anOutcome = {
  type: { coding: [{ system: systems.taskOutput, code: 'outcome' }] },
  valueCodeableConcept: { coding: [{ system: systems.outcome, code: 'moved-or-died' }] },
};

/** A row about a Task's stored state: its owner puts that state on a Task of ours, from the status before it. */
const putByOwner = async (hub: Hub, file: Resource): Promise<Outcome[]> => {
  const before = { accepted: undefined, 'in-progress': 'accepted', completed: 'in-progress' } as const;
  const from = before[file.status as keyof typeof before];
  const first = outcome('PUT by the owner', await put(hub, await taskIn(hub, from), ownersPart(file)));
  if (file.status !== 'completed') return [first];
  const part = { ...ownersPart(file), output: [...file.output, anOutcome] };
  const answer = await put(hub, await taskIn(hub, from), part);
  expect(answer.body.output, 'outputs are kept').toEqual(part.output);
  return [first, outcome('PUT by the owner, golden', answer)];
};

const person = async (hub: Hub, patient: Resource): Promise<Outcome[]> => [
  await post(hub, '', asPerson(patient, false), 'as the person of a referral'),
  await post(hub, '', asPerson(patient, true), 'as the person, golden'),
];

const request = async (hub: Hub, { content = {}, verdict }: Row): Promise<Outcome[]> => {
  const asItIs = await post(hub, '/ServiceRequest', content, 'POST');
  if (!verdict.startsWith('ACCEPT'))
    return [asItIs, await post(hub, '/ServiceRequest', containing(content, false), 'POST, person contained')];
  return [
    await post(hub, '/ServiceRequest', containing(content, false), 'POST, person contained'),
    await post(hub, '/ServiceRequest', containing(content, true), 'POST, golden'),
  ];
};

const message = async (hub: Hub, { content = {}, verdict }: Row): Promise<Outcome[]> => [
  await post(hub, '/$process-message', content, 'POST'),
  ...(verdict.startsWith('ACCEPT') && isValidation(content)
    ? [await post(hub, '/$process-message', underOurUseCase(content), 'POST, for validation under our use case')]
    : []),
  ...(verdict.startsWith('ACCEPT')
    ? [await post(hub, '/$process-message', goldenMessage(content), 'POST, golden')]
    : []),
];

const abort = async (hub: Hub, content: Resource): Promise<Outcome[]> => {
  const task = await taskIn(hub, 'in-progress');
  const focus = String(content.focus.reference).startsWith('Task/') ? `Task/${task.id}` : task.focus.reference;
  const body = {
    ...content,
    focus: { reference: focus },
    requester: { reference: 'Organization/L99901' },
    reasonCode: { text: 'No longer wanted' },
  };
  return [await post(hub, '/Task', body, 'POST, about a Task of ours')];
};

const task = async (hub: Hub, { content = {}, verdict }: Row): Promise<Outcome[]> => [
  ...(verdict.startsWith('REJECT') ? [await post(hub, '/Task', content, 'POST')] : []),
  ...(verdict.includes('ACCEPT as') ? await putByOwner(hub, content) : []),
];

/** A body for an update of a request that is there. */
const putRequest = async (hub: Hub, content: Resource): Promise<Outcome[]> => {
  const sent = await hub('POST', '', { as: 'L99901', body: referralAround() });
  const id = sent.body.entry
    .find((e: Resource) => e.response.location.startsWith('ServiceRequest/'))
    .response.location.split('/')[1];
  const answer = await hub('PUT', `/ServiceRequest/${id}`, {
    as: 'L99901',
    body: { ...content, id },
    headers: { 'If-Match': 'W/"1"' },
  });
  return [outcome('PUT', answer)];
};

/** Sends what a row names, in every way that its verdict speaks of. */
export const trialsOf = (world: World, row: Row): Promise<Outcome[]> => {
  const { ask: hub } = world;
  const { content = {}, file, verdict } = row;
  const type: string = content.resourceType;
  if (/service_request-(PUT|PATCH)-body/.test(file)) return putRequest(hub, content);
  if (verdict.includes('adding requester')) return abort(hub, content);
  if (type === 'Bundle' && (content.type === 'message' || content.type === 'searchset')) return message(hub, row);
  if (type === 'Bundle') return post(hub, '', content, 'POST').then((one) => [one]);
  if (type === 'MessageHeader')
    return post(hub, '/$process-message', underHeader(content), 'as the header of a message').then((one) => [one]);
  if (type === 'ServiceRequest') return request(hub, row);
  if (type === 'Task') return task(hub, row);
  if (type === 'Patient') return person(hub, content);
  if (verdict.startsWith('ACCEPT')) return sendBeside(world, row).then((one) => [outcome('in a referral', one)]);
  return post(hub, `/${type}`, content, 'POST').then((one) => [one]);
};
