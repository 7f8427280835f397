import type { Bundle, FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import { systems } from '../../contracts/systems.ts';
import { codeIn } from '../../functions/domain/coding.ts';
import type { Refusal } from '../../functions/domain/result.ts';
import { type Entry, namesOf } from '../bundle-references.ts';
import { withContained } from './contained.ts';
import { isRelatedPerson, relatedFaults, subjectIsRelated, twoPeople } from './related-person.ts';

/** A referral as a sender put it together: the person, the request, and whatever else was sent. */
export interface Intake {
  readonly patient: Patient;
  readonly request: ServiceRequest;
  /** The sender's own Task for the request, where it made one. */
  readonly task?: Task;
  readonly others: readonly FhirResource[];
  /** How the sender named each resource inside the message (fullUrl or `Type/id`). */
  readonly names: ReadonlyMap<FhirResource, readonly string[]>;
}

const isPatient = (r: FhirResource | undefined): r is Patient => r?.resourceType === 'Patient';
const isRequest = (r: FhirResource | undefined): r is ServiceRequest => r?.resourceType === 'ServiceRequest';
const isTask = (r: FhirResource | undefined): r is Task => r?.resourceType === 'Task';

/** A Task that names what it is for, or says "fulfill", is meant to be followed; one of BaRS is an instruction only. */
const isFollowed = (task: Task): boolean =>
  task.focus !== undefined || codeIn(systems.taskCode, task.code) === 'fulfill';

interface Message {
  readonly patient: Patient;
  readonly request: ServiceRequest;
  readonly tasks: readonly Task[];
  readonly means: (reference: string | undefined) => FhirResource | undefined;
}

const unresolved = (expression: string): Refusal => ({ code: 'unresolved-reference', expression });

/** Only what the message must hold is required to be there; other references may point outside. standards.md 14, rule 4. */
const requestFaults = ({ patient, request, means }: Message): Refusal[] => {
  const faults: Refusal[] = [];
  const requester = request.requester?.reference;
  const subject = means(request.subject.reference);
  if (isRelatedPerson(subject)) faults.push(subjectIsRelated);
  else if (subject !== patient) faults.push(unresolved('ServiceRequest.subject'));
  const outside = requester === undefined || /^(Organization\/|https?:)/.test(requester);
  const inside = requester?.startsWith('#') && request.contained?.some((c) => `#${c.id}` === requester);
  if (!outside && !inside && means(requester) === undefined) faults.push(unresolved('ServiceRequest.requester'));
  return faults;
};

/** At most one Task is the sender's own; a Task that is about something else in the message is kept and not followed. */
const taskFaults = ({ patient, request, tasks, means }: Message): Refusal[] => {
  const own = tasks.filter((t) => means(t.focus?.reference) === request);
  return [
    ...(own.length > 1 ? [{ code: 'two-referrals' as const, expression: 'Task.focus' }] : []),
    ...tasks.flatMap((task) => [
      ...(means(task.focus?.reference) ? [] : [unresolved('Task.focus')]),
      ...(task.for && means(task.for.reference) !== patient ? [unresolved('Task.for')] : []),
    ]),
  ];
};

const missing = (type: string): Refusal => ({
  code: 'missing-element',
  expression: 'Bundle.entry',
  diagnostics: `an entry with the ${type}`,
});

/** What a Bundle holds of a referral, and what is wrong with how it is put together. */
interface Gathered {
  /** Where there is exactly one person and one request. */
  readonly intake?: Intake;
  /** Expressions begin with the type of a resource. */
  readonly faults: readonly Refusal[];
}

/** Exactly one person and one request, whatever else there is. */
export const gatherIntake = (bundle: Bundle<FhirResource>): Gathered => {
  const entries: readonly Entry[] = withContained(bundle).entry ?? [];
  const resources = entries.flatMap((e) => (e.resource ? [e.resource] : []));
  const [patient, secondPatient] = resources.filter(isPatient);
  const [request, secondRequest] = resources.filter(isRequest);
  if (secondPatient || secondRequest) {
    const diagnostics = secondPatient && resources.some(isRelatedPerson) ? { diagnostics: twoPeople } : {};
    return { faults: [{ code: 'two-referrals', expression: 'Bundle.entry', ...diagnostics }] };
  }
  if (!patient || !request)
    return { faults: [...(patient ? [] : [missing('Patient')]), ...(request ? [] : [missing('ServiceRequest')])] };
  const named = new Map(entries.flatMap((e) => namesOf(e).map((name) => [name, e.resource] as const)));
  const means = (reference: string | undefined) => (reference === undefined ? undefined : named.get(reference));
  const tasks = resources.filter(isTask).filter(isFollowed);
  const message: Message = { patient, request, tasks, means };
  const task = tasks.find((t) => means(t.focus?.reference) === request);
  const names = new Map(entries.flatMap((e) => (e.resource ? [[e.resource, namesOf(e)] as const] : [])));
  const others = resources.filter((r) => r !== patient && r !== request && r !== task);
  const intake = { patient, request, ...(task ? { task } : {}), others, names };
  return {
    intake,
    faults: [...requestFaults(message), ...taskFaults(message), ...relatedFaults(others, patient, means)],
  };
};
