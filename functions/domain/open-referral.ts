import type { FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import { concept } from './coding.ts';
import { stamp } from './decide.ts';
import type { Decision } from './decision.ts';
import { personFirstFlag } from './person-first.ts';
import { referenceOf } from './reference.ts';
import { type Actor, organisation, referenceTo, resourceId } from './referral.ts';
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
}

/** Version 1: the hub makes T1 on the referrer's behalf. standards.md 12.4 row 2. */
export const openReferral = (opening: Opening, now: string): Decision => {
  const { referral, patient, request } = opening;
  const task: Task = {
    resourceType: 'Task',
    id: resourceId(referral, 't', 1),
    identifier: [{ system: systems.reference, value: referenceOf(referral) }],
    status: 'requested',
    intent: 'order',
    code: concept(systems.taskCode, 'fulfill'),
    businessStatus: concept(systems.businessStatus, opening.awaitingInformation ? 'awaiting-information' : 'submitted'),
    priority: request.priority ?? 'routine',
    focus: { reference: referenceTo(request) },
    for: { reference: referenceTo(patient) },
    requester: organisation(opening.actor.organisation),
    owner: organisation(opening.coordinator),
    authoredOn: now,
    lastModified: now,
    extension: withSince(undefined, now),
  };
  const flagId = resourceId(referral, 'x', opening.others.length + 1);
  const flags = opening.personFirst ? [personFirstFlag(patient, flagId, now)] : [];
  const changed = [patient, request, task, ...opening.others, ...flags].map((r) => stamp(r, '1', now));
  return { action: 'request', changed, events: [{ type: 'referral-requested', task: referenceTo(task) }] };
};
