import type { FhirResource } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import type { Action } from '../domain/actions.ts';
import { codeIn } from '../domain/coding.ts';
import { type Referral, referralOf, resourcesOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { resourceAnswer } from '../http/resource.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import { meetingIn, taskOf } from './appointment-update.ts';
import type { FhirPorts } from './ports.ts';
import { readBody } from './read-body.ts';
import { identityOf } from './request-identity.ts';
import { view } from './view.ts';

interface Creation {
  /** Id of a Task of the referral. */
  readonly task: string;
  readonly action: Action;
}

/** Carries a creation out and shows the resource of that type which it made. */
const create = async (
  ports: FhirPorts,
  request: SignedIn,
  type: FhirResource['resourceType'],
  { task, action }: Creation,
): Promise<Result<Answer>> => {
  const referral = referralOf(task);
  if (referral === undefined) return refuse('not-found');
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({ referral, actor, request: identityOf(request), action });
  if (!acted.ok) return acted;
  const made = madeIn(acted.value.referral, type, acted.value.version);
  const shown = made && view(acted.value.referral, made, actor.organisation);
  return shown ? ok(resourceAnswer(201, shown, `${ports.publicUrl}/FHIR/R4`)) : refuse('not-found');
};

/** The new one: of those that the version changed, the one with the highest number. */
const madeIn = (referral: Referral, type: string, version: number): FhirResource | undefined =>
  resourcesOf(referral)
    .filter((r) => r.resourceType === type && r.meta?.versionId === String(version))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .at(-1);
const numberOf = (resource: FhirResource): number => Number(/\d+$/.exec(resource.id ?? '')?.[0] ?? 0);

/** POST /Task: only a request to stop another Task; T1 and T2 come with their requests. standards.md 12.4 row 15. */
export const postTask =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'Task');
    if (!sent.ok) return sent;
    const focus = sent.value.focus?.reference ?? '';
    if (codeIn(systems.taskCode, sent.value.code) !== 'abort' || !focus.startsWith('Task/')) {
      return refuse('invalid-input', {
        expression: 'Task.code',
        diagnostics: 'only abort of a Task is created by itself; a referral comes as a transaction Bundle',
      });
    }
    const task = focus.slice('Task/'.length);
    const text = sent.value.reasonCode?.text ?? sent.value.statusReason?.text ?? '';
    return create(ports, request, 'Task', { task, action: { kind: 'request-abort', task, reason: { text } } });
  };

/** POST /Communication: a conversation, a try to reach the person, or a professional having read the risks. */
export const postCommunication =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'Communication');
    if (!sent.ok) return sent;
    const about = sent.value.about?.map((a) => a.reference ?? '').find((r) => r.startsWith('Task/')) ?? '';
    if (about === '')
      return refuse('missing-element', { expression: 'Communication.about', diagnostics: 'a reference to the Task' });
    return create(ports, request, 'Communication', {
      task: about.slice('Task/'.length),
      action: { kind: 'record', communication: sent.value },
    });
  };

/** POST /Appointment: a meeting of an onward Task. */
export const postAppointment =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'Appointment');
    if (!sent.ok) return sent;
    const task = taskOf(sent.value);
    if (task === '')
      return refuse('missing-element', {
        expression: 'Appointment.supportingInformation',
        diagnostics: 'a reference to the Task',
      });
    if (!sent.value.start || !sent.value.end) return refuse('missing-element', { expression: 'Appointment.start' });
    return create(ports, request, 'Appointment', {
      task,
      action: { kind: 'name-meeting', task, meeting: meetingIn(sent.value) },
    });
  };
