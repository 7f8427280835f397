import type { FhirResource } from 'fhir/r4.js';
import type { Action } from '../domain/actions.ts';
import { type Referral, referralOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { ifMatch, resourceAnswer } from '../http/resource.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import { readAppointmentUpdate } from './appointment-update.ts';
import type { FhirPorts } from './ports.ts';
import { readBody } from './read-body.ts';
import { identityOf } from './request-identity.ts';
import { readRequestUpdate } from './service-request-update.ts';
import { readTaskUpdate } from './task-update.ts';
import { viewById } from './view.ts';

/** Reads what was sent, and gives the way to tell it from what this caller was shown. */
interface Sent {
  readonly id?: string;
  readonly against: (shown: FhirResource) => Result<Action>;
}

const readers = {
  Task: (text: string): Result<Sent> => {
    const sent = readBody(text, 'Task');
    if (!sent.ok) return sent;
    return ok({
      id: sent.value.id ?? '',
      against: (shown) => (shown.resourceType === 'Task' ? readTaskUpdate(shown, sent.value) : refuse('not-found')),
    });
  },
  Appointment: (text: string): Result<Sent> => {
    const sent = readBody(text, 'Appointment');
    if (!sent.ok) return sent;
    return ok({
      id: sent.value.id ?? '',
      against: (shown) =>
        shown.resourceType === 'Appointment' ? readAppointmentUpdate(shown, sent.value) : refuse('not-found'),
    });
  },
  ServiceRequest: (text: string): Result<Sent> => {
    const sent = readBody(text, 'ServiceRequest');
    if (!sent.ok) return sent;
    return ok({
      id: sent.value.id ?? '',
      against: (shown) =>
        shown.resourceType === 'ServiceRequest' ? readRequestUpdate(shown, sent.value) : refuse('not-found'),
    });
  },
};
export type Updatable = keyof typeof readers;

const readVersion = (request: SignedIn): Result<number> => {
  const version = ifMatch(request.headers['if-match']);
  if (!version.ok) return version;
  return version.value === undefined ? refuse('if-match-missing') : ok(version.value);
};

const readUpdate = (request: SignedIn, type: Updatable, id: string): Result<Sent> => {
  const sent = readers[type](request.body);
  if (sent.ok && sent.value.id !== id) {
    return refuse('invalid-input', { expression: `${type}.id`, diagnostics: 'not the id of the URL' });
  }
  return sent;
};

interface Update {
  readonly referral: string;
  readonly version: number;
  readonly sent: Sent;
}

const readAll = (request: SignedIn, type: Updatable, id: string): Result<Update> => {
  const version = readVersion(request);
  if (!version.ok) return version;
  const sent = readUpdate(request, type, id);
  if (!sent.ok) return sent;
  const referral = referralOf(id);
  return referral === undefined ? refuse('not-found') : ok({ referral, version: version.value, sent: sent.value });
};

/** PUT /{type}/{id}: the difference from what this caller was shown at the version of If-Match, as one action. */
export const updateResource = (type: Updatable) => (ports: FhirPorts) => async (request: SignedIn) => {
  const id = request.params.id ?? '';
  const update = readAll(request, type, id);
  return update.ok ? carryOut(ports, request, type, id, update.value) : update;
};

const carryOut = async (
  ports: FhirPorts,
  request: SignedIn,
  type: Updatable,
  id: string,
  { referral, version, sent }: Update,
): Promise<Result<Answer>> => {
  const { actor } = request.principal;
  const show = (state: Referral) => viewById(state, type, id, actor.organisation);
  const acted = await actOnReferral(ports)({
    referral,
    actor,
    request: identityOf(request),
    ifMatch: { type, id, version },
    action: (state) => {
      const shown = show(state);
      return shown ? sent.against(shown) : refuse('not-found');
    },
  });
  if (!acted.ok) return acted;
  const shown = show(acted.value.referral);
  return shown ? ok(resourceAnswer(200, shown)) : refuse('not-found');
};
