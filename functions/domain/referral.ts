import type { Appointment, Communication, Consent, FhirResource, Patient, ServiceRequest, Task } from 'fhir/r4.js';
import type { Role } from '../../contracts/authority/roles.ts';
import { resourceId as isResourceId } from '../../contracts/ids.ts';
import { companionCoding } from '../../contracts/lifecycle/companions.ts';
import { organisationReference } from '../../contracts/organisation-code.ts';
import { systems } from '../../contracts/systems.ts';
import { referrerOn } from './request/referrer-kind.ts';

/** Who acts: software (`client`) for an organisation, and the human there if the request names one. DESIGN 4. */
export interface Actor {
  readonly client: string;
  readonly organisation: string;
  readonly person?: string;
  /** What its software says that it acts as, in this request: narrows what it may, and never widens. */
  readonly as?: readonly Role[];
  /** What the hub itself knows it to be, wherever that is asked: a duty owner, a commissioner. Not stored. */
  readonly known?: Role;
}

/** Who looks: what is shown depends on this and on nothing else of them. */
export type Reader = Pick<Actor, 'organisation' | 'as'>;

/** One coordinator-to-partner request: SR2, T2 and its meetings. */
export interface Onward {
  readonly request: ServiceRequest;
  readonly task: Task;
  readonly meetings: readonly Appointment[];
}

/**
 * The state of one referral: the newest of each of its resources, by what they are to the thread.
 * `meta.versionId` of each resource is the ledger version that last changed it.
 */
export interface Referral {
  readonly id: string;
  /** `HO-7K3M-2P4X`, for people. */
  readonly reference: string;
  readonly version: number;
  /** Instant of the newest version, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly patient: Patient;
  /** SR1 */
  readonly request: ServiceRequest;
  /** Further needs sent while this referral was open: later ServiceRequests of the referrer. */
  readonly furtherNeeds: readonly ServiceRequest[];
  /** T1 */
  readonly task: Task;
  readonly onward: readonly Onward[];
  /** Tasks with code `abort`, whose focus is T1 or a T2. */
  readonly aborts: readonly Task[];
  /** Tasks of those who were asked to go along to a first meeting; partOf is the T2 that it is of. */
  readonly companions: readonly Task[];
  readonly consents: readonly Consent[];
  readonly communications: readonly Communication[];
  /** Everything else that was sent: kept verbatim, acted on by nobody. */
  readonly others: readonly FhirResource[];
  /** The last action of each organisation that acted, as an instant. What the hub or its operator did is none. */
  readonly acted: ReadonlyMap<string, string>;
}

/** What of a referral is not among its resources. */
type Head = Pick<Referral, 'id' | 'reference' | 'version' | 'at'> & Partial<Pick<Referral, 'acted'>>;

/** What resource ids begin with, so that no index is needed: `<referral>.t1`. Numbers count up within a referral. */
export type IdKind = 'p' | 's' | 't' | 'a' | 'c' | 'm' | 'q' | 'o' | 'x';
export const resourceId = (referral: string, kind: IdKind, n: number): string => `${referral}.${kind}${n}`;

/** `<referral>.t2` to `<referral>`; undefined when it is no id of ours. */
export const referralOf = (id: string): string | undefined =>
  isResourceId.test(id) ? id.slice(0, id.indexOf('.')) : undefined;

export const referenceTo = (resource: { resourceType: string; id?: string }): string =>
  `${resource.resourceType}/${resource.id}`;

/** `Organization/L99901` to `L99901`. */
export const organisationOf = (reference: { reference?: string } | undefined): string | undefined =>
  organisationReference.exec(reference?.reference ?? '')?.[1];

export const organisation = (code: string): { reference: string } => ({ reference: `Organization/${code}` });

const isAbort = (task: Task): boolean =>
  task.code?.coding?.some((c) => c.system === systems.taskCode && c.code === 'abort') ?? false;

const isCompanion = (task: Task): boolean =>
  task.code?.coding?.some((c) => c.system === companionCoding.system && c.code === companionCoding.code) ?? false;

const kinds: readonly IdKind[] = ['p', 's', 't', 'a', 'c', 'm', 'q', 'o', 'x'];

/** The kind in an id of ours. */
export const kindOfId = (id: string | undefined): IdKind | undefined => {
  const kind = /\.([a-z])\d{1,5}$/.exec(id ?? '')?.[1];
  return kinds.find((k) => k === kind);
};

/** Kind and number of a resource id of ours. */
const kindAndNumber = (resource: FhirResource): { kind: string; n: number } => ({
  kind: kindOfId(resource.id) ?? '',
  n: numberOf(resource),
});

/** Numbers of a kind count up: what has a higher one was made later. */
export const numberOf = ({ id }: FhirResource): number => Number(/\.[a-z](\d{1,5})$/.exec(id ?? '')?.[1] ?? 0);

/** By kind and number: the same state reads the same in whatever order its resources were found. */
const inOrder = (resources: Iterable<FhirResource>): FhirResource[] =>
  [...resources]
    .map((resource) => ({ resource, ...kindAndNumber(resource) }))
    .sort((a, b) => (a.kind === b.kind ? a.n - b.n : a.kind < b.kind ? -1 : 1))
    .map(({ resource }) => resource);

/** Sorts the newest resources of a referral into their parts. A ledger without T1, SR1 or the person is broken: that throws. */
export const readReferral = (head: Head, resources: Iterable<FhirResource>): Referral => {
  const all = inOrder(resources);
  const find = <T extends FhirResource>(id: string, is: (r: FhirResource) => r is T): T => {
    const found = all.filter(is).find((r) => r.id === id);
    if (!found) throw new Error(`Referral ${head.id} has no ${id}`);
    return found;
  };
  // What a sender put beside its request is kept under `x` and is never taken for a Task, a meeting or a record of ours.
  const isOurs = (r: FhirResource): boolean => kindOfId(r.id) !== 'x';
  const isTask = (r: FhirResource): r is Task => r.resourceType === 'Task' && isOurs(r);
  const isRequest = (r: FhirResource): r is ServiceRequest => r.resourceType === 'ServiceRequest' && isOurs(r);
  const isPatient = (r: FhirResource): r is Patient => r.resourceType === 'Patient';

  const patient = find(resourceId(head.id, 'p', 1), isPatient);
  const request = find(resourceId(head.id, 's', 1), isRequest);
  const task = find(resourceId(head.id, 't', 1), isTask);
  const tasks = all.filter(isTask).filter((t) => t.id !== task.id);
  const requests = all.filter(isRequest).filter((r) => r.id !== request.id);
  const appointments = all.filter((r) => r.resourceType === 'Appointment').filter(isOurs);
  const companions = tasks.filter(isCompanion);
  const onwardTasks = tasks.filter((t) => !isAbort(t) && !isCompanion(t));
  const onward = onwardTasks.map((t) => ({
    task: t,
    request: find((t.focus?.reference ?? '').slice('ServiceRequest/'.length), isRequest),
    meetings: appointments
      .filter((a) => a.supportingInformation?.some((s) => s.reference === referenceTo(t)))
      .sort((a, b) => (a.start ?? '').localeCompare(b.start ?? '')),
  }));
  const used = new Set<FhirResource>(onward.flatMap((o) => [o.request, o.task, ...o.meetings]));
  const aborts = tasks.filter(isAbort);
  // Who refers without caring for the person cannot say what the person permits: that is asked and recorded by those who may.
  const mayPermit = referrerOn(task).untilAgreed === undefined;
  const consents = all.filter((r) => r.resourceType === 'Consent').filter((consent) => mayPermit || isOurs(consent));
  const communications = all.filter((r) => r.resourceType === 'Communication').filter(isOurs);
  const furtherNeeds = requests.filter((r) => !used.has(r));
  const known = new Set<FhirResource>([
    patient,
    request,
    task,
    ...used,
    ...aborts,
    ...companions,
    ...consents,
    ...communications,
    ...furtherNeeds,
  ]);
  return {
    ...head,
    acted: head.acted ?? new Map(),
    patient,
    request,
    furtherNeeds,
    task,
    onward,
    aborts,
    companions,
    consents,
    communications,
    others: all.filter((r) => !known.has(r)),
  };
};

/** All resources of a referral, in no promised order. */
export const resourcesOf = (referral: Referral): FhirResource[] => [
  referral.patient,
  referral.request,
  referral.task,
  ...referral.furtherNeeds,
  ...referral.onward.flatMap((o) => [o.request, o.task, ...o.meetings]),
  ...referral.aborts,
  ...referral.companions,
  ...referral.consents,
  ...referral.communications,
  ...referral.others,
];

export const findResource = (referral: Referral, type: string, id: string): FhirResource | undefined =>
  resourcesOf(referral).find((r) => r.resourceType === type && r.id === id);
