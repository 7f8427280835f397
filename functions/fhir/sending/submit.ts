import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import { gatherIntake, type Intake } from '../../../mappings/gp/intake.ts';
import { mayAnywhere } from '../../domain/authority/authority.ts';
import { today } from '../../domain/calendar.ts';
import type { Standing } from '../../domain/participant.ts';
import { type AnswersTo, answersToNamed, namedForAnswers } from '../../domain/request/answers-to.ts';
import { requestRefusals } from '../../domain/request/check-request.ts';
import { partyWarnings, requesterFaults, type Sender } from '../../domain/request/named-parties.ts';
import { checkReferrer } from '../../domain/request/referrer-kind.ts';
import { ok, type Refusal, type Result, refuse, refuseAll } from '../../domain/result.ts';
import type { SignedIn } from '../../http/request.ts';
import { checkIntake } from '../../usecases/check-intake.ts';
import type { Participants } from '../../usecases/ports.ts';
import { repeatedSubmission } from '../../usecases/repeated-submission.ts';
import { type SubmitPorts, submitReferral } from '../../usecases/submit-referral.ts';
import type { Submitted } from '../../usecases/submitted.ts';
import type { FhirPorts } from '../ports.ts';
import { identityOf } from '../request-identity.ts';

const isRequest = (r: FhirResource | undefined): r is ServiceRequest => r?.resourceType === 'ServiceRequest';

/** One referral out of a Bundle, or everything that is wrong with it; where nobody is referred, at least with the request. */
export const readReferralBundle = (
  bundle: Bundle<FhirResource>,
  { area, clock }: Pick<FhirPorts, 'area' | 'clock'>,
): Result<Intake> => {
  const { intake, faults } = gatherIntake(bundle);
  if (intake && faults.length === 0) return ok(intake);
  const requests = (bundle.entry ?? []).map((e) => e.resource).filter(isRequest);
  const [request] = requests.length === 1 ? requests : [];
  const checked = intake && checkIntake(intake, area, clock());
  const alone = request ? requestRefusals(request, area, today(clock())) : [];
  const more = checked ? (checked.ok ? [] : checked.refusals) : alone;
  return refuseAll([...faults, ...more]) ?? refuse('missing-element', { expression: 'Bundle.entry' });
};

interface Submission {
  readonly intake: Intake;
  readonly ifNoneExist: boolean;
}

export interface SubmittingPorts extends SubmitPorts {
  readonly participants: Pick<Participants, 'organisation'>;
}

/**
 * Every way in ends here, in the one use case; that the sender takes part was asked before (functions/http/acting.ts). Whether its role
 * may refer is asked here: the door is for all that changes something, and there is no referral yet whose party it is.
 */
export const submit = async (
  ports: SubmittingPorts,
  request: SignedIn,
  submission: Submission,
): Promise<Result<Submitted>> => {
  const { actor } = request.principal;
  if (!mayAnywhere(actor.as ?? [], 'refer')) return refuse('role-may-not');
  const sent = { actor, request: identityOf(request), message: request.body, ...submission };
  const checked = await referrerOf(ports, senderOf(request), submission.intake);
  // What was taken once stays taken, whatever its sender is registered as by now.
  if (!checked.ok) return (await repeatedSubmission(ports, sent)) ?? checked;
  const { referrer, warnings } = checked.value;
  const answersTo = await answersOf(ports, senderOf(request), submission.intake);
  const submitted = await submitReferral(ports)({ ...sent, referrer, ...(answersTo ? { answersTo } : {}) });
  if (!submitted.ok) return submitted;
  return ok({ ...submitted.value, warnings: [...submitted.value.warnings, ...warnings] });
};

export const senderOf = ({ principal }: SignedIn): Sender => ({
  organisation: principal.actor.organisation,
  organisations: principal.organisations,
});

/** PRSB "return response to". */
const answersOf = async (
  { participants }: Pick<SubmittingPorts, 'participants'>,
  { organisation }: Sender,
  intake: Intake,
): Promise<AnswersTo | undefined> => {
  const named = namedForAnswers(intake, organisation);
  const known = named?.code === undefined ? undefined : await participants.organisation(named.code);
  return answersToNamed(named, known);
};

/** What is sent, beside who sends it: who refers, and whom the request names. */
export const checkSender = (
  intake: Intake,
  standing: Standing,
  sender: Sender,
  area: Area,
): ReturnType<typeof checkReferrer> => {
  const checked = checkReferrer(intake.request, standing);
  const faults = refuseAll([...(checked.ok ? [] : checked.refusals), ...requesterFaults(intake, sender)]);
  if (faults) return faults;
  const named = partyWarnings(intake, sender, area.coordinator);
  return checked.ok ? ok({ ...checked.value, warnings: [...checked.value.warnings, ...named] }) : checked;
};

/** Whether somebody at the sending organisation can be who the request says; if not, that and everything else is told. */
const referrerOf = async (
  { participants, area, clock }: Pick<SubmittingPorts, 'participants' | 'area' | 'clock'>,
  sender: Sender,
  intake: Intake,
): Promise<ReturnType<typeof checkReferrer>> => {
  const standing = await participants.organisation(sender.organisation);
  const checked = standing ? checkSender(intake, standing, sender, area) : refuse('wrong-organisation');
  if (checked.ok) return checked;
  const rest = checkIntake(intake, area, clock());
  return refuseAll([...checked.refusals, ...(rest.ok ? [] : rest.refusals)]) ?? checked;
};

/** Says where in the sender's own message a refusal points. */
export type Locate = (refusal: Refusal) => Refusal;

/** The same result, its refusals and warnings located. */
export const located = <T extends { readonly warnings: readonly Refusal[] }>(
  result: Result<T>,
  locate: Locate,
): Result<T> =>
  result.ok
    ? { ok: true, value: { ...result.value, warnings: result.value.warnings.map(locate) } }
    : (refuseAll(result.refusals.map(locate)) ?? result);
