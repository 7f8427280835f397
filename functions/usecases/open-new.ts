import type { Task } from 'fhir/r4.js';
import { coordinatorFor } from '../../contracts/areas/synthetic.ts';
import { placeIntake } from '../../mappings/gp/place.ts';
import { isSomebodyElse } from '../domain/contact/newer-contact.ts';
import { openReferral } from '../domain/decide/open-referral.ts';
import { type Referral, readReferral, resourceId } from '../domain/referral.ts';
import type { CheckedRequest } from '../domain/request/check-request.ts';
import { referenceOf } from '../domain/request/reference.ts';
import { ok, type Refusal, refuse } from '../domain/result.ts';
import { wasSent } from '../domain/tasks/never-sent.ts';
import { joinOpen } from './join-open.ts';
import { guardClaim, type Way } from './open-guard.ts';
import type { GuardClaim, NewVersion } from './ports.ts';
import { repeatedOpening } from './repeated-submission.ts';
import type { SubmitCommand, SubmitPorts } from './submit-referral.ts';
import { answerOf, done, duplicateOf, idBeside, isThere, referralId, type Tried } from './submitted.ts';

/** Version 1 of a referral; what stands in its way says what the request is instead. */
export const openNew = async (
  ports: SubmitPorts,
  command: SubmitCommand,
  checked: CheckedRequest,
  way: Way,
): Promise<Tried> => {
  const { actor, request, intake, referrer, answersTo } = command;
  const { besideDraft } = way;
  const id = besideDraft ? idBeside(ports.hash, besideDraft) : referralId(ports.hash, command);
  const at = ports.clock();
  const { task: sent, ...placed } = placeIntake(intake, id);
  const coordinator = coordinatorFor(ports.area, actor.organisation);
  const decision = openReferral(
    {
      referral: id,
      ...placed,
      ...(sent ? { sent } : {}),
      referrer,
      ...(answersTo ? { answersTo } : {}),
      coordinator,
      ...(checked.team && coordinator === ports.area.coordinator ? { team: checked.team } : {}),
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
      const acted = new Map([[actor.organisation, at]]);
      const referral = readReferral({ id, reference: referenceOf(id), version: 1, at, acted }, decision.changed);
      const warnings = [...checked.warnings, ...keptApart(way)];
      return done(ok(answerOf(referral, 'created', warnings)));
    }
    case 'already-ours':
    case 'conflict':
      return existing(ports, command, checked, id);
    case 'aliased':
    case 'guarded':
      return joinOpen(ports, command, checked, { by: appended.by, insteadOf: id });
    case 'disposed':
      return done(duplicateOf(resourceId(id, 's', 1)));
    case 'too-large':
      return done(refuse('too-large'));
  }
};

const guardOf = (
  ports: SubmitPorts,
  { actor, intake, referrer }: SubmitCommand,
  { traced, service }: CheckedRequest,
  way: Way,
): GuardClaim | undefined =>
  isDraft(intake.task) || referrer.untilAgreed === 'receipt'
    ? undefined
    : guardClaim(ports, { traced, service, organisation: actor.organisation }, way);

/** Something stands where version 1 would: our own earlier request, or another one with the same identifier. */
const existing = async (
  { ledger }: SubmitPorts,
  command: SubmitCommand,
  { warnings }: CheckedRequest,
  id: string,
): Promise<Tried> => {
  const first = await ledger.load(id, 1);
  if (!first) return { kind: 'again' };
  const repeated = await repeatedOpening({ ledger }, first, command, warnings);
  if (repeated) return done(repeated);
  const standing = first.referral.request.id ?? '';
  const wasDraft = isDraft(first.referral.task);
  if (!command.ifNoneExist && !wasDraft) return done(duplicateOf(standing));
  const { referral } = (await ledger.load(id)) ?? first;
  if (isOnlyDrafted(referral, command)) return { kind: 'again', besideDraft: id };
  if (!command.ifNoneExist) return done(duplicateOf(standing));
  const isHere = isThere(referral, standing, { actor: command.actor, patient: command.intake.patient });
  return done(isHere ? ok(answerOf(referral, 'existing', warnings)) : duplicateOf(standing));
};

const isDraft = (task: Task | undefined): boolean => task?.status === 'draft';

/** The sender's own draft of this request, of this person, which nobody else has seen or will: what is sent is not there by that. */
const isOnlyDrafted = ({ task, patient }: Referral, { intake }: SubmitCommand): boolean =>
  !wasSent(task) && !isDraft(intake.task) && !isSomebodyElse(patient, intake.patient);

const keptApart = ({ inDoubt, apartFrom, besideDraft }: Way): Refusal[] => [
  ...(besideDraft === undefined ? [] : [draftStands(besideDraft)]),
  ...(inDoubt ? [somebodyElse] : []),
  ...(apartFrom === undefined ? [] : [noRoomIn(apartFrom)]),
];

const draftStands = (draft: string): Refusal => ({
  code: 'invalid-input',
  expression: 'ServiceRequest.identifier',
  diagnostics: `A draft of yours has this identifier, ${referenceOf(draft)}: it was not sent and stands as it was. This is a referral of its own; please cancel the draft.`,
});

const noRoomIn = (referral: string): Refusal => ({
  code: 'already-open',
  expression: 'ServiceRequest',
  diagnostics: `The person has an open referral from you, ${referenceOf(referral)}, which has no room for this request: it is a referral of its own.`,
});

const somebodyElse: Refusal = {
  code: 'somebody-else',
  expression: 'Patient.identifier',
  diagnostics:
    'Another open referral of yours has this NHS number with another birth date or name. The two were kept apart; please check both.',
};
