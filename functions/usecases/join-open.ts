import type { ServiceRequest } from 'fhir/r4.js';
import { extensions } from '../../contracts/systems.ts';
import { placeIntake } from '../../mappings/gp/place.ts';
import { businessIdentifier } from '../domain/business-identifier.ts';
import { canonical } from '../domain/canonical.ts';
import { isSomebodyElse } from '../domain/contact/newer-contact.ts';
import type { AddNeed } from '../domain/decide/actions.ts';
import { placesOfNeed } from '../domain/decide/decide-need.ts';
import { referrerOf } from '../domain/parties.ts';
import type { Referral } from '../domain/referral.ts';
import { answersToExtension } from '../domain/request/answers-to.ts';
import type { CheckedRequest } from '../domain/request/check-request.ts';
import { reachWarnings } from '../domain/request/reach-warnings.ts';
import { ok, type Refusal, type Result } from '../domain/result.ts';
import { actOnReferral } from './act-on-referral.ts';
import type { Acted } from './act-with.ts';
import { isOver } from './open-guard.ts';
import { seenBefore } from './seen-before.ts';
import type { SubmitCommand, SubmitPorts } from './submit-referral.ts';
import { answerOf, done, duplicateOf, isThere, type Tried } from './submitted.ts';

/**
 * The person has an open referral (`by`) from this practice to this service: the request is attached, never refused, never lost.
 *
 * @param insteadOf the id that the request would have had as a referral of its own: it leads to that one from now on
 */
export const joinOpen = async (
  ports: SubmitPorts,
  command: SubmitCommand,
  checked: CheckedRequest,
  { by, insteadOf }: { readonly by: string; readonly insteadOf: string },
): Promise<Tried> => {
  const loaded = await ports.ledger.load(by);
  if (!loaded) return { kind: 'again' };
  const { actor, request, message } = command;
  const isRepeat = seenBefore(loaded, actor, request) !== undefined;
  const known = needWithIdentifier(loaded.referral, command);
  if (known && !isRepeat) {
    const answer = answerOf(loaded.referral, 'existing', checked.warnings);
    return command.ifNoneExist && isThere(loaded.referral, known, { actor, patient: command.intake.patient })
      ? done(ok({ ...answer, serviceRequest: known }))
      : done(duplicateOf(known));
  }
  if (isOver(loaded.referral) && !isRepeat) return { kind: 'again', takeOverFrom: by };
  if (!isRepeat && isSomebodyElse(loaded.referral.patient, command.intake.patient))
    return { kind: 'again', inDoubt: true };
  const action = (state: Referral) => {
    const since = needWithIdentifier(state, command);
    return since ? duplicateOf(since) : ok(furtherNeed(command, checked, state));
  };
  const alias = businessIdentifier(command.intake.request) ? { alias: insteadOf } : {};
  const acted = await actOnReferral(ports)({ referral: by, actor, request, action, beside: { message, ...alias } });
  if (!acted.ok) return afterRefusal(acted, by);
  const { referral, repeated } = acted.value;
  const warnings = [...checked.warnings, joined(referral.reference, answeredElsewhere(referral, command))];
  return done(ok(needAnswer(acted.value, repeated ? 'repeated' : 'need-added', warnings)));
};

/** It ended while we looked: the next try takes over from it. It has no room: the request becomes a referral of its own. */
const afterRefusal = (refused: Result<never>, by: string): Tried => {
  const code = refused.ok ? undefined : refused.refusals[0].code;
  if (code === 'ended') return { kind: 'again', takeOverFrom: by };
  return code === 'too-large' ? { kind: 'again', apartFrom: by } : done(refused);
};

/** What is answered to the request that became the need of this version. */
export const needAnswer = (
  { referral, asWritten }: Pick<Acted, 'referral' | 'asWritten'>,
  kind: 'repeated' | 'need-added',
  warnings: readonly Refusal[],
): ReturnType<typeof answerOf> => {
  const need = asWritten.furtherNeeds.findLast((n) => n.meta?.versionId === String(asWritten.version));
  const said = [...warnings, ...reachWarnings(referral, referrerOf(referral) ?? '')];
  return { ...answerOf(referral, kind, said, asWritten), serviceRequest: need?.id ?? '' };
};

export const joined = (reference: string, elsewhere = ''): Refusal => ({
  code: 'joined',
  expression: 'ServiceRequest',
  diagnostics: `The person has an open referral from you, ${reference}: this request was added to it as a further need.${elsewhere}`,
});

/** What a thread answers goes one way, which its first request named: that this one named another is not left unsaid. */
export const answeredElsewhere = ({ task }: Referral, { answersTo }: Pick<SubmitCommand, 'answersTo'>): string => {
  const wants = answersTo && canonical(answersToExtension(answersTo));
  const stands = task.extension?.find(({ url }) => url === extensions.answersTo);
  return wants === undefined || (stands && canonical(stands) === wants)
    ? ''
    : ' Its answers go where those of that referral do, and not to whom this request names for them: tell them, or ring the service.';
};

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

/** The need that came by the same name. What else two requests have in common, such as the number of a visit, makes them no repeat. */
const needWithIdentifier = (referral: Referral, { intake }: SubmitCommand): string | undefined => {
  const sent = businessIdentifier(intake.request);
  const isSame = (need: ServiceRequest): boolean => {
    const name = businessIdentifier(need);
    return name !== undefined && name.system === sent?.system && name.value === sent.value;
  };
  return referral.furtherNeeds.find(isSame)?.id;
};
