import type { FhirResource } from 'fhir/r4.js';
import type { Action } from '../domain/actions.ts';
import { type Referral, referralOf } from '../domain/referral.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Answer, SignedIn } from '../http/request.ts';
import { ifMatch, resourceAnswer } from '../http/resource.ts';
import { actOnReferral } from '../usecases/act-on-referral.ts';
import { readAppointmentUpdate } from './appointment-update.ts';
import { patched, readPatch } from './json-patch.ts';
import type { FhirPorts } from './ports.ts';
import { readBody } from './read-body.ts';
import { identityOf } from './request-identity.ts';
import { readRequestUpdate } from './service-request-update.ts';
import { readTaskUpdate } from './task-update.ts';
import { viewById } from './view.ts';

/** Tells what was sent from what this caller was shown. */
export type Against = (shown: FhirResource) => Result<Action>;

interface Sent {
  readonly id?: string;
  readonly against: Against;
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
export const isUpdatable = (type: string): type is Updatable => Object.hasOwn(readers, type);

const readVersion = (request: SignedIn): Result<number> => {
  const version = ifMatch(request.headers['if-match']);
  if (!version.ok) return version;
  return version.value === undefined ? refuse('if-match-missing') : ok(version.value);
};

const isOf = (id: string, type: Updatable, sent: Result<Sent>): Result<Sent> =>
  sent.ok && sent.value.id !== id
    ? refuse('invalid-input', { expression: `${type}.id`, diagnostics: 'not the id of the URL' })
    : sent;

/** A whole resource, as it is to be. */
export const readPut = (type: Updatable, id: string, body: string): Result<Against> => {
  const sent = isOf(id, type, readers[type](body));
  return sent.ok ? ok(sent.value.against) : sent;
};

/** Changes to what this caller is shown; what comes of them is read as if it had been sent whole. */
const readPatched = (type: Updatable, id: string, body: string): Result<Against> => {
  const operations = readPatch(body);
  if (!operations.ok) return operations;
  return ok((shown) => {
    const whole = patched(shown, operations.value);
    if (!whole.ok) return whole;
    const sent = isOf(id, type, readers[type](JSON.stringify(whole.value)));
    return sent.ok ? sent.value.against(shown) : sent;
  });
};

interface Update {
  readonly referral: string;
  readonly version: number;
  readonly against: Against;
}

const readUpdate = (request: SignedIn, type: Updatable, id: string, read: typeof readPut): Result<Update> => {
  const version = readVersion(request);
  if (!version.ok) return version;
  const against = read(type, id, request.body);
  if (!against.ok) return against;
  const referral = referralOf(id);
  return referral === undefined
    ? refuse('not-found')
    : ok({ referral, version: version.value, against: against.value });
};

const updateBy = (read: typeof readPut) => (type: Updatable) => (ports: FhirPorts) => async (request: SignedIn) => {
  const id = request.params.id ?? '';
  const update = readUpdate(request, type, id, read);
  return update.ok ? carryOut(ports, request, type, id, update.value) : update;
};

/** PUT /{type}/{id}: the difference from what this caller was shown at the version of If-Match, as one action. */
export const updateResource = updateBy(readPut);

/** PATCH /{type}/{id}, application/json-patch+json: the same, of what the patch makes of it. */
export const patchResource = updateBy(readPatched);

const carryOut = async (
  ports: FhirPorts,
  request: SignedIn,
  type: Updatable,
  id: string,
  { referral, version, against }: Update,
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
      return shown ? against(shown) : refuse('not-found');
    },
  });
  if (!acted.ok) return acted;
  const shown = show(acted.value.referral);
  return shown ? ok(resourceAnswer(200, shown)) : refuse('not-found');
};
