import type { FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import { extensions, systems } from '../../contracts/systems.ts';
import { concept } from './coding.ts';
import { stamp } from './decide.ts';
import type { Decision } from './decision.ts';
import { reviewDateOf } from './moved-task.ts';
import { personFirstFlag } from './person-first.ts';
import { referenceOf } from './reference.ts';
import { type Actor, organisation, referenceTo, resourceId } from './referral.ts';
import { type Referrer, referrerExtension } from './referrer-kind.ts';
import { keptOfSentTask } from './sent-task.ts';
import { withSince } from './since.ts';

/** A request that passed every check, with the ids of this referral. */
export interface Opening {
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
  /** The sender's own Task for it, checked. */
  readonly sent?: Task;
}

const statusOfNew = ({ sent, awaitingInformation }: Opening): Pick<Task, 'status' | 'businessStatus'> =>
  sent?.status === 'draft'
    ? { status: 'draft' }
    : {
        status: 'requested',
        businessStatus: concept(systems.businessStatus, awaitingInformation ? 'awaiting-information' : 'submitted'),
      };

const extensionOf = ({ sent, referrer }: Opening, kept: Partial<Task>, now: string): NonNullable<Task['extension']> => {
  const review = sent?.status === 'draft' ? reviewDateOf(sent) : undefined;
  const dated = review ? [{ url: extensions.reviewDate, valueDate: review }] : [];
  return withSince([...(kept.extension ?? []), ...dated, ...(referrer ? [referrerExtension(referrer)] : [])], now);
};

/** Version 1: the hub makes T1 on the referrer's behalf, or takes it over from the referrer. standards.md 12.4 rows 1, 2. */
export const openReferral = (opening: Opening, now: string): Decision => {
  const { referral, patient, request, sent } = opening;
  const kept = sent ? keptOfSentTask(sent) : {};
  const task: Task = {
    ...kept,
    resourceType: 'Task',
    id: resourceId(referral, 't', 1),
    identifier: [{ system: systems.reference, value: referenceOf(referral) }, ...(kept.identifier ?? [])],
    ...statusOfNew(opening),
    intent: 'order',
    code: concept(systems.taskCode, 'fulfill'),
    priority: kept.priority ?? request.priority ?? 'routine',
    focus: { reference: referenceTo(request) },
    for: { reference: referenceTo(patient) },
    requester: organisation(opening.actor.organisation),
    owner: organisation(opening.coordinator),
    authoredOn: now,
    lastModified: now,
    extension: extensionOf(opening, kept, now),
  };
  const flagId = resourceId(referral, 'x', opening.others.length + 1);
  const flags = opening.personFirst ? [personFirstFlag(patient, flagId, now)] : [];
  const changed = [patient, request, task, ...opening.others, ...flags].map((r) => stamp(r, '1', now));
  const isDraft = task.status === 'draft';
  const event = { type: isDraft ? 'task-draft' : 'referral-requested', task: referenceTo(task) };
  return { action: isDraft ? 'draft' : 'request', changed, events: [event] };
};
