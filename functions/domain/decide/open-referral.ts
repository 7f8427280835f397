import type { FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import type { Team } from '../../../contracts/areas/teams.ts';
import { extensions, systems } from '../../../contracts/systems.ts';
import { concept } from '../coding.ts';
import { withCarefulWords } from '../contact/contact-warnings.ts';
import { type Actor, organisation, referenceTo, resourceId } from '../referral.ts';
import { type AnswersTo, answersToExtension } from '../request/answers-to.ts';
import { referenceOf } from '../request/reference.ts';
import { type Referrer, referrerExtension } from '../request/referrer-kind.ts';
import { isUnreadFlag, personFirstFlag, personFirstInput } from '../said/person-first.ts';
import { withSince } from '../since.ts';
import { onBehalfOf } from '../tasks/delegation.ts';
import { reviewDateOf } from '../tasks/moved-task.ts';
import { keptOfSentTask } from '../tasks/sent-task.ts';
import { teamExtension } from '../tasks/team-on-task.ts';
import { stamp } from './decide-with.ts';
import type { Decision, EventType } from './decision.ts';

/** A request that passed every check, with the ids of this referral. */
interface Opening {
  readonly referral: string;
  readonly patient: Patient;
  readonly request: ServiceRequest;
  /** Whatever else was sent, kept verbatim. */
  readonly others: readonly FhirResource[];
  /** Organisation code of the coordinator. */
  readonly coordinator: string;
  readonly actor: Actor;
  /** Something the standard asks for is missing: accepted all the same, with a deadline on the coordinator. */
  readonly awaitingInformation: boolean;
  /** A coded risk or a phrase of danger: a named professional first. */
  readonly personFirst: boolean;
  /** Who referred; without it, a practice. */
  readonly referrer?: Referrer;
  /** Where the messages go, if not to whoever referred. */
  readonly answersTo?: AnswersTo;
  /** The coordinator's local team, where one could be told. */
  readonly team?: Team;
  /** The sender's own Task for it, checked. */
  readonly sent?: Task;
}

const statusOfNew = ({ sent, awaitingInformation }: Opening): Pick<Task, 'status' | 'businessStatus'> => {
  const isDraft = sent?.status === 'draft';
  const status = isDraft ? 'draft' : 'requested';
  if (awaitingInformation) return { status, businessStatus: concept(systems.businessStatus, 'awaiting-information') };
  if (isDraft) return { status };
  const handedOver = sent?.status === 'received' ? 'acknowledged' : 'submitted';
  return { status, businessStatus: concept(systems.businessStatus, handedOver) };
};

const extensionOf = (
  { sent, referrer, answersTo, team, actor }: Opening,
  kept: Partial<Task>,
  now: string,
): NonNullable<Task['extension']> => {
  const review = sent?.status === 'draft' ? reviewDateOf(sent) : undefined;
  const dated = review ? [{ url: extensions.reviewDate, valueDate: review }] : [];
  const made = sent ? [] : [onBehalfOf(actor.organisation)];
  const known = [
    ...(referrer ? [referrerExtension(referrer)] : []),
    ...(answersTo ? [answersToExtension(answersTo)] : []),
    ...(team ? [teamExtension(team)] : []),
  ];
  return withSince([...(kept.extension ?? []), ...dated, ...made, ...known], now);
};

/** How T1 leads to what a named professional must read first: the hub's flag, and any that the sender raised. */
const inputsOf = (kept: Partial<Task>, resources: readonly FhirResource[]): Pick<Task, 'input'> => {
  const input = [...(kept.input ?? []), ...resources.filter(isUnreadFlag).map((f) => personFirstInput(referenceTo(f)))];
  return input.length > 0 ? { input } : {};
};

/** Version 1: the hub makes T1 on the referrer's behalf, or takes it over from the referrer. standards.md 12.4 rows 1, 2. */
export const openReferral = (opening: Opening, now: string): Decision => {
  const { referral, request, sent } = opening;
  const patient = withCarefulWords(opening.patient);
  const kept = sent ? keptOfSentTask(sent) : {};
  const flagId = resourceId(referral, 'x', opening.others.length + 1);
  const flags = opening.personFirst ? [personFirstFlag(patient, flagId, now)] : [];
  const task: Task = {
    ...kept,
    ...inputsOf(kept, [...opening.others, ...flags]),
    resourceType: 'Task',
    id: resourceId(referral, 't', 1),
    identifier: [{ system: systems.reference, value: referenceOf(referral) }, ...(kept.identifier ?? [])],
    ...statusOfNew(opening),
    intent: 'order',
    code: concept(systems.taskCode, 'fulfill'),
    // Whichever of the two says so: a default of the other's must not hide it.
    priority: request.priority === 'urgent' ? 'urgent' : (kept.priority ?? request.priority ?? 'routine'),
    focus: { reference: referenceTo(request) },
    for: { reference: referenceTo(patient) },
    requester: organisation(opening.actor.organisation),
    owner: organisation(opening.coordinator),
    authoredOn: now,
    lastModified: now,
    extension: extensionOf(opening, kept, now),
  };
  const changed = [patient, request, task, ...opening.others, ...flags].map((r) => stamp(r, '1', now));
  const isDraft = task.status === 'draft';
  const event: EventType = { type: isDraft ? 'task-draft' : 'referral-requested', task: referenceTo(task) };
  return { action: isDraft ? 'draft' : 'request', changed, events: [event] };
};
