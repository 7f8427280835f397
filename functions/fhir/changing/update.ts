import type { FhirResource } from 'fhir/r4.js';
import type { Action } from '../../domain/decide/actions.ts';
import { type Referral, referralOf } from '../../domain/referral.ts';
import { dangerNoticed } from '../../domain/request/check-request.ts';
import { reachWarnings } from '../../domain/request/reach-warnings.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { raisedIn } from '../../domain/said/person-first.ts';
import { issueOf } from '../../http/issues.ts';
import { adviceOutcome } from '../../http/operation-outcome.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { ifMatch, resourceAnswer } from '../../http/resource.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { knowingOwners } from '../../usecases/asked-owner.ts';
import type { FhirPorts } from '../ports.ts';
import { isOfType, type OfType, readBody } from '../read-body.ts';
import { showById } from '../reading/show.ts';
import { shownVersion, unseenBy } from '../reading/unseen.ts';
import { identityOf } from '../request-identity.ts';
import { readAppointmentUpdate } from './appointment-update.ts';
import { readCommunicationUpdate } from './communication-update.ts';
import { readContactUpdate } from './contact-update.ts';
import { differences } from './differences.ts';
import { patched, readPatch } from './json-patch.ts';
import { readRequestUpdate } from './service-request-update.ts';
import { readTaskUpdate } from './task-update.ts';

/** Tells what was sent from what this caller was shown. What was read and is put back says nothing, whoever puts it. */
export type Against = (shown: FhirResource) => Result<readonly Action[]>;

interface Sent {
  readonly id?: string;
  readonly against: Against;
}

/** Reads a body of a type as what is done about the difference. */
const reader =
  <T extends FhirResource['resourceType']>(
    type: T,
    difference: (shown: OfType<T>, sent: OfType<T>) => Result<Action | readonly Action[]>,
  ) =>
  (text: string): Result<Sent> => {
    const sent = readBody(text, type);
    if (!sent.ok) return sent;
    const against: Against = (shown) => {
      if (!isOfType(shown, type)) return refuse('not-found');
      if (differences(shown, sent.value).length === 0) return ok([]);
      const read = difference(shown, sent.value);
      return read.ok ? ok('kind' in read.value ? [read.value] : read.value) : read;
    };
    return ok({ id: sent.value.id ?? '', against });
  };

const readers = {
  Task: reader('Task', readTaskUpdate),
  Appointment: reader('Appointment', readAppointmentUpdate),
  ServiceRequest: reader('ServiceRequest', readRequestUpdate),
  Patient: reader('Patient', readContactUpdate),
  Communication: reader('Communication', readCommunicationUpdate),
};
type Updatable = keyof typeof readers;
export const isUpdatable = (type: string): type is Updatable => Object.hasOwn(readers, type);
export const updatableTypes: readonly Updatable[] = Object.keys(readers).filter(isUpdatable);

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
  const shownOf = (state: Referral) => showById(ports, state, { type, id }, actor);
  const acted = await actOnReferral(ports)({
    referral,
    actor,
    request: identityOf(request),
    ifMatch: { type, id, version },
    unseen: (state) => unseenBy(actor, state, type, id),
    shownVersion: shownVersion(actor),
    action: async (state) => {
      const shown = await shownOf(state);
      return shown ? knowingOwners(ports, state)(against(shown)) : refuse('not-found');
    },
  });
  if (!acted.ok) return acted;
  const { referral: after, version: written } = acted.value;
  const shown = await shownOf(after);
  if (!shown) return refuse('not-found');
  const warnings = [
    ...(type === 'Patient' ? reachWarnings(after, actor.organisation) : []),
    ...(raisedIn(after, written) ? [dangerNoticed(ports.area, type)] : []),
  ];
  const advice = { advice: adviceOutcome(warnings.map(issueOf), ports.publicUrl) };
  return ok({ ...resourceAnswer(200, shown), ...(warnings.length > 0 ? advice : {}) });
};
