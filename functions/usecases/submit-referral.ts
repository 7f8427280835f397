import type { Area } from '../../contracts/areas/area.ts';
import { coordinatorFor } from '../../contracts/areas/synthetic.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import type { Intake } from '../../mappings/gp/intake.ts';
import { placeIntake } from '../../mappings/gp/place.ts';
import type { AddNeed } from '../domain/actions.ts';
import { businessIdentifier } from '../domain/business-identifier.ts';
import type { CheckedRequest } from '../domain/check-request.ts';
import { statusOf } from '../domain/coding.ts';
import { placesOfNeed } from '../domain/decide-need.ts';
import { isSomebodyElse } from '../domain/newer-contact.ts';
import { openReferral } from '../domain/open-referral.ts';
import { referenceOf } from '../domain/reference.ts';
import { type Actor, type Referral, readReferral } from '../domain/referral.ts';
import type { Referrer } from '../domain/referrer-kind.ts';
import { ok, type Refusal, type Result, refuse } from '../domain/result.ts';
import { actOnReferral } from './act-on-referral.ts';
import type { ActPorts } from './act-with.ts';
import { checkIntake } from './check-intake.ts';
import type { GuardClaim, Hash, NewVersion, RequestIdentity } from './ports.ts';

export interface SubmitPorts extends ActPorts {
  readonly hash: Hash;
  readonly area: Area;
}

export interface SubmitCommand {
  readonly actor: Actor;
  readonly request: RequestIdentity;
  /** Parsed and structurally valid. */
  readonly intake: Intake;
  /** The body as received. */
  readonly message: string;
  /** Who refers, checked against who sends; without it, a practice. */
  readonly referrer?: Referrer;
  /** If-None-Exist on the request: an existing referral with this identifier is the answer, not a fault. */
  readonly ifNoneExist: boolean;
}

export interface Submitted {
  readonly referral: Referral;
  readonly version: number;
  /** `created`; `repeated`: the same request came before; `existing`: If-None-Exist; `need-added`: attached to an open referral. */
  readonly kind: 'created' | 'repeated' | 'existing' | 'need-added';
  /** What the standard asks for and was not there; for the sender to see. */
  readonly warnings: readonly Refusal[];
  /** Id of the ServiceRequest that was made of this request. */
  readonly serviceRequest: string;
}

const mostTries = 5;

/** A request becomes version 1 of a referral, or a further need of the one that is open. DESIGN 5, writing and guard. */
export const submitReferral =
  (ports: SubmitPorts) =>
  async (command: SubmitCommand): Promise<Result<Submitted>> => {
    const checked = checkIntake(command.intake, ports.area, ports.clock());
    if (!checked.ok) return checked;
    let way: Way = {};
    for (let attempt = 1; attempt <= mostTries; attempt += 1) {
      const done = await open(ports, command, checked.value, way);
      if (done.kind === 'done') return done.result;
      way = done;
      await ports.pause(attempt);
    }
    return refuse('busy');
  };

/** How to go about the guard, from what the try before has seen. */
interface Way {
  /** The ended referral that holds it. */
  readonly takeOverFrom?: string;
  /** The NHS number came with the facts of another person: it must not join the two. */
  readonly inDoubt?: true;
}

type Tried = { readonly kind: 'done'; readonly result: Result<Submitted> } | ({ readonly kind: 'again' } & Way);
const done = (result: Result<Submitted>): Tried => ({ kind: 'done', result });

/** The business identifier of the acting organisation names a referral; without one, the request itself does. */
const referralId = (hash: Hash, { actor, request, intake }: SubmitCommand): string => {
  const identifier = businessIdentifier(intake.request);
  return identifier
    ? hash('identifier', actor.organisation, identifier.system, identifier.value)
    : hash('request', actor.client, actor.organisation, request.id);
};

const open = async (ports: SubmitPorts, command: SubmitCommand, checked: CheckedRequest, way: Way): Promise<Tried> => {
  const { actor, request, intake, referrer } = command;
  const id = referralId(ports.hash, command);
  const at = ports.clock();
  const { task: sent, ...placed } = placeIntake(intake, id);
  const decision = openReferral(
    {
      referral: id,
      ...placed,
      ...(sent ? { sent } : {}),
      ...(referrer ? { referrer } : {}),
      coordinator: coordinatorFor(ports.area, actor.organisation),
      actor,
      awaitingInformation: checked.awaitingInformation || way.inDoubt === true,
      personFirst: checked.personFirst,
    },
    at,
  );
  const version: NewVersion = { referral: id, version: 1, at, actor, request, ...decision };
  const guard = guardOf(ports, command, checked, way);
  const appended = await ports.ledger.append(version, undefined, {
    ...(guard ? { guard } : {}),
    message: command.message,
  });
  switch (appended.kind) {
    case 'written': {
      const referral = readReferral({ id, reference: referenceOf(id), version: 1, at }, decision.changed);
      const warnings = way.inDoubt ? [...checked.warnings, somebodyElse] : checked.warnings;
      return done(ok({ ...answerOf(referral, 'created', checked), warnings }));
    }
    case 'already-ours':
    case 'conflict':
      return existing(ports, command, checked, id);
    case 'aliased':
    case 'guarded':
      return attach(ports, command, checked, appended.by);
    case 'too-large':
      return done(refuse('too-large'));
  }
};

const answerOf = (referral: Referral, kind: Submitted['kind'], { warnings }: CheckedRequest): Submitted => ({
  referral,
  version: 1,
  kind,
  warnings,
  serviceRequest: referral.request.id ?? '',
});

const guardOf = (
  { hash }: SubmitPorts,
  { actor, intake }: SubmitCommand,
  { traced, service }: CheckedRequest,
  { takeOverFrom, inDoubt }: Way,
): GuardClaim | undefined =>
  // A draft is nothing that the coordinator sees: what is asked after it must not vanish into it.
  traced === undefined || inDoubt || intake.task?.status === 'draft'
    ? undefined
    : { key: hash('guard', traced, service, actor.organisation), ...(takeOverFrom ? { takeOverFrom } : {}) };

/** Something stands where version 1 would: our own earlier request, or another one with the same identifier. */
const existing = async (
  ports: SubmitPorts,
  command: SubmitCommand,
  checked: CheckedRequest,
  id: string,
): Promise<Tried> => {
  const loaded = await ports.ledger.load(id, 1);
  if (!loaded) return { kind: 'again' };
  const { actor, request } = command;
  const seen = loaded.seen.find(
    (s) => s.id === request.id && s.client === actor.client && s.organisation === actor.organisation,
  );
  const answer = (kind: 'repeated' | 'existing') => done(ok(answerOf(loaded.referral, kind, checked)));
  if (seen?.bodyHash === request.bodyHash) return answer('repeated');
  if (seen) return done(refuse('request-id-reused'));
  if (command.ifNoneExist) return answer('existing');
  return done(duplicateOf(loaded.referral.request.id ?? ''));
};

const duplicateOf = (existing: string): Result<never> =>
  refuse('duplicate', { expression: 'ServiceRequest.identifier', existing });

/** The person has an open referral from this practice to this service: the request is attached, never refused, never lost. */
const attach = async (
  ports: SubmitPorts,
  command: SubmitCommand,
  checked: CheckedRequest,
  by: string,
): Promise<Tried> => {
  const loaded = await ports.ledger.load(by);
  if (!loaded) return { kind: 'again' };
  const isRepeat = loaded.seen.some((s) => s.id === command.request.id && s.client === command.actor.client);
  const known = needWithIdentifier(loaded.referral, command);
  if (known && !isRepeat) {
    const answer = answerOf(loaded.referral, 'existing', checked);
    return command.ifNoneExist
      ? done(ok({ ...answer, version: loaded.head.version, serviceRequest: known }))
      : done(duplicateOf(known));
  }
  const takenOver: Tried = { kind: 'again', takeOverFrom: by };
  if (isOver(loaded.referral) && !isRepeat) return takenOver;
  if (isSomebodyElse(loaded.referral.patient, command.intake.patient)) return { kind: 'again', inDoubt: true };
  const { actor, request, message } = command;
  const action = (state: Referral) => {
    const since = needWithIdentifier(state, command);
    return since ? duplicateOf(since) : ok(furtherNeed(command, checked, state));
  };
  const alias = businessIdentifier(command.intake.request) ? { alias: referralId(ports.hash, command) } : {};
  const acted = await actOnReferral(ports)({ referral: by, actor, request, action, beside: { message, ...alias } });
  // It ended while we looked: the next try takes over from it.
  if (!acted.ok) return acted.refusals[0].code === 'ended' ? takenOver : done(acted);
  const { referral, version, repeated } = acted.value;
  const need = referral.furtherNeeds.findLast((n) => n.meta?.versionId === String(version));
  const kind = repeated ? 'repeated' : 'need-added';
  const warnings = [...checked.warnings, joined(referral.reference)];
  return done(ok({ referral, version, kind, warnings, serviceRequest: need?.id ?? '' }));
};

const joined = (reference: string): Refusal => ({
  code: 'joined',
  expression: 'ServiceRequest',
  diagnostics: `The person has an open referral from you, ${reference}: this request was added to it as a further need.`,
});

const somebodyElse: Refusal = {
  code: 'somebody-else',
  expression: 'Patient.identifier',
  diagnostics:
    'Another open referral of yours has this NHS number with another birth date or name. The two were kept apart; please check both.',
};

/** A withdrawn request takes nothing more, though its Task may wait for the coordinator's answer: revoke, and send again at once. */
const isOver = ({ task, request }: Referral): boolean =>
  isTerminal(statusOf(task)) || request.status === 'revoked' || request.status === 'entered-in-error';

const furtherNeed = ({ intake }: SubmitCommand, { personFirst }: CheckedRequest, state: Referral): AddNeed => {
  const places = placesOfNeed(state);
  // The person as sent this time is kept beside the request: it may hold a newer number to call.
  const placed = placeIntake(intake, state.id, { ...places, other: places.other + 1 });
  const task = placed.task ? [placed.task] : [];
  return {
    kind: 'add-need',
    request: placed.request,
    others: [placed.patient, ...placed.others, ...task],
    personFirst,
  };
};

const needWithIdentifier = (referral: Referral, { intake }: SubmitCommand): string | undefined => {
  const sent = intake.request.identifier ?? [];
  const same = (system?: string, value?: string) =>
    sent.some((i) => i.system === system && i.value === value && value !== undefined);
  return referral.furtherNeeds.find((n) => n.identifier?.some((i) => same(i.system, i.value)))?.id;
};
