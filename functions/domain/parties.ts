import type { Task } from 'fhir/r4.js';
import type { TaskLevel, TaskParty } from '../../contracts/lifecycle/transitions.ts';
import { isRequestDetail } from './coding.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from './referral.ts';
import { answeredAt } from './request/answers-to.ts';
import { wasSent } from './tasks/never-sent.ts';

/** A Task of a referral by what it is in it. */
export interface FoundTask {
  readonly task: Task;
  readonly level: TaskLevel;
  /** For `onward`: the whole request. */
  readonly onward?: Onward;
}

/** By its id (`<referral>.t2`): T1, an onward Task or a request to stop; undefined where the referral holds none such. */
export const findTask = (referral: Referral, id: string): FoundTask | undefined => {
  if (referral.task.id === id) return { task: referral.task, level: 'referral' };
  const onward = referral.onward.find((o) => o.task.id === id);
  if (onward) return { task: onward.task, level: 'onward', onward };
  const companion = referral.companions.find((t) => t.id === id);
  if (companion) return { task: companion, level: 'companion' };
  const abort = referral.aborts.find((t) => t.id === id);
  return abort ? { task: abort, level: 'abort' } : undefined;
};

/** What an organisation is to a Task. A coordinator that keeps an onward Task for itself is both. */
export const partiesOf = (task: Task, organisation: string): TaskParty[] => {
  const parties: TaskParty[] = [];
  if (organisationOf(task.requester) === organisation) parties.push('requester');
  if (organisationOf(task.owner) === organisation) parties.push('owner');
  return parties;
};

export const coordinatorOf = (referral: Referral): string | undefined => organisationOf(referral.task.owner);
export const referrerOf = (referral: Referral): string | undefined => organisationOf(referral.task.requester);

/** Who hears how it goes: whoever referred, or whom the request names for that. */
export const respondentOf = (referral: Referral): string | undefined =>
  answeredAt(referral.task) ?? referrerOf(referral);

/** Referrer and coordinator see the thread; a partner sees only its own onward Task, a companion what a link of theirs shows. */
type Role = 'referrer' | 'coordinator' | 'partner' | 'companion';

/**
 * What an organisation is to a referral; undefined: it is not told that there is one. One that is several things is the
 * first of coordinator, referrer, partner, companion. Who was only asked in a draft is nothing yet: its author alone has seen it.
 */
export const roleOf = (referral: Referral, organisation: string): Role | undefined => {
  if (wasSent(referral.task) && coordinatorOf(referral) === organisation) return 'coordinator';
  if (referrerOf(referral) === organisation) return 'referrer';
  const isOwner = (task: Task): boolean => wasSent(task) && partiesOf(task, organisation).includes('owner');
  if (referral.onward.some(({ task }) => isOwner(task))) return 'partner';
  return referral.companions.some(isOwner) ? 'companion' : undefined;
};

/** All organisations that take part, each once; a draft has asked nobody yet. */
export const organisationsOf = (referral: Referral): string[] => {
  const codes = [
    referrerOf(referral),
    ...(wasSent(referral.task) ? [coordinatorOf(referral)] : []),
    ...referral.onward.filter((o) => wasSent(o.task)).map((o) => organisationOf(o.task.owner)),
  ];
  return [...new Set(codes.filter((code) => code !== undefined))];
};

export const openAbortsOn = (referral: Referral, task: Task): Task[] =>
  referral.aborts.filter((a) => a.focus?.reference === referenceTo(task) && a.status === 'requested');

export const acceptedAbortsOn = (referral: Referral, task: Task): Task[] =>
  referral.aborts.filter((a) => a.focus?.reference === referenceTo(task) && a.status === 'accepted');

/** Asked to stop, and not over yet: unanswered, or agreed to and not yet done. At most one on a Task (12.9, 12). */
export const abortsInHand = (referral: Referral, task: Task): Task[] => [
  ...openAbortsOn(referral, task),
  ...acceptedAbortsOn(referral, task),
];

/** Set once, at acceptance: FHIR's "time action was first taken against the task". */
export const wasAccepted = (task: Task): boolean => task.executionPeriod?.start !== undefined;

export const contactProhibited = (referral: Referral): boolean =>
  [referral.request, ...referral.furtherNeeds].some((request) =>
    request.orderDetail?.some((d) => isRequestDetail(d, 'contacting-subject-prohibited')),
  );
