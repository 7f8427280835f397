import type { FhirResource, OperationOutcome, Task } from 'fhir/r4.js';
import { taskIdIn } from '../../../contracts/ids.ts';
import { kindOf } from '../../domain/coding.ts';
import type { Action, Reason } from '../../domain/decide/actions.ts';
import { given } from '../../domain/given.ts';
import { roleOf } from '../../domain/parties.ts';
import { findResource, numberOf, type Referral, referralOf, resourcesOf } from '../../domain/referral.ts';
import { dangerNoticed } from '../../domain/request/check-request.ts';
import { ok, type Result, refuse, refuseAll } from '../../domain/result.ts';
import { raisedIn } from '../../domain/said/person-first.ts';
import { issueOf } from '../../http/issues.ts';
import { adviceOutcome } from '../../http/operation-outcome.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import { actOnReferral } from '../../usecases/act-on-referral.ts';
import { meetingIn, taskOf, writtenAnew } from '../changing/appointment-update.ts';
import { codingsIn, wordsOf } from '../changing/reason.ts';
import type { FhirPorts } from '../ports.ts';
import { readBody } from '../read-body.ts';
import { view } from '../reading/view.ts';
import { identityOf } from '../request-identity.ts';
import { loneTaskFaults } from './lone-task.ts';

interface Creation {
  /** Id of a Task of the referral. */
  readonly task: string;
  readonly action: Action;
  /** What is said beside, to who asks for it. */
  readonly advice?: (referral: Referral, made: FhirResource) => OperationOutcome | undefined;
}

/** Carries a creation out and shows the resource of that type which it made. */
export const create = async (
  ports: FhirPorts,
  request: SignedIn,
  type: FhirResource['resourceType'],
  { task, action, advice }: Creation,
): Promise<Result<Answer>> => {
  const referral = referralOf(task);
  if (referral === undefined) return refuse('not-found');
  const { actor } = request.principal;
  const acted = await actOnReferral(ports)({
    referral,
    actor,
    request: identityOf(request),
    // Partners have their own API: what they would not be shown here they may not make here.
    action: (state) => (roleOf(state, actor.organisation) === 'partner' ? refuse('not-found') : ok(action)),
  });
  if (!acted.ok) return acted;
  const written = madeIn(acted.value.asWritten, type, acted.value.version);
  const made = written && findResource(acted.value.referral, type, written.id ?? '');
  const shown = made && view(acted.value.referral, made, actor);
  if (!made || !shown) return refuse('not-found');
  const said = advice?.(acted.value.referral, made);
  return ok({ ...resourceAnswer(201, shown, `${ports.publicUrl}/FHIR/R4`), ...(said ? { advice: said } : {}) });
};

/** A message to the practice follows from what was recorded: nobody posted it. */
const followed = (resource: FhirResource): boolean =>
  resource.resourceType === 'Communication' && kindOf(resource) === 'practice-message';

/** The new one: of those that the version changed, the one with the highest number. */
const madeIn = (referral: Referral, type: string, version: number): FhirResource | undefined =>
  resourcesOf(referral)
    .filter((r) => r.resourceType === type && r.meta?.versionId === String(version) && !followed(r))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .at(-1);

/** Why a Task is needed and why it has its status are two places in R4: whichever the sender took. */
const reasonOf = ({ reasonCode, statusReason }: Task): Reason => {
  const said = [reasonCode, statusReason].filter((one) => one !== undefined);
  const coding = said.flatMap((one) => one.coding ?? []);
  const text = said.find((one) => one.text !== undefined)?.text ?? wordsOf({ coding }) ?? '';
  return { text, ...given(codingsIn({ coding })) };
};

/** POST /Task: only a request to stop another Task; T1 and T2 come with their requests. standards.md 12.4 row 15. */
export const postTask =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const sent = readBody(request.body, 'Task');
    if (!sent.ok) return sent;
    const refused = refuseAll(loneTaskFaults(sent.value, ports.area, request.now));
    if (refused) return refused;
    const task = taskIdIn(sent.value.focus?.reference) ?? '';
    const action = { kind: 'request-abort', task, reason: reasonOf(sent.value) } as const;
    const advice = (state: Referral, { meta }: FhirResource) =>
      raisedIn(state, Number(meta?.versionId))
        ? adviceOutcome([issueOf(dangerNoticed(ports.area, 'Task.reasonCode'))], ports.publicUrl)
        : undefined;
    return create(ports, request, 'Task', { task, action, advice });
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
    if (sent.value.status !== 'booked') {
      return refuse('invalid-input', { expression: 'Appointment.status', diagnostics: 'a new meeting is booked' });
    }
    return create(ports, request, 'Appointment', {
      task,
      action: {
        ...{ kind: 'name-meeting', task, meeting: meetingIn(sent.value) },
        ...{ written: writtenAnew(sent.value), onlyNew: true },
      },
    });
  };
