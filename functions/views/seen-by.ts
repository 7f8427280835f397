import type { Task } from 'fhir/r4.js';
import type { TaskLevel } from '../../contracts/lifecycle/transitions.ts';
import { receiptTask } from '../../mappings/council/receipt.ts';
import { statusTask } from '../../mappings/council/show.ts';
import { hearsOf } from '../domain/authority/authority.ts';
import { asReferrerSees } from '../domain/measures/as-referrer-sees.ts';
import { coordinatorOf, partiesOf, referrerOf } from '../domain/parties.ts';
import { organisationOf, type Referral } from '../domain/referral.ts';
import { isForReferrer, recipientOf } from '../domain/said/correspondence.ts';
import { personFirstFlags } from '../domain/said/person-first.ts';
import { saysEnd } from '../domain/said/practice-messages.ts';
import { wasSent } from '../domain/tasks/never-sent.ts';
import { type RequestEntry, requestEntryOf } from './request-entry.ts';
import { sortable } from './sortable.ts';

/** The owner does not see a draft: standards.md 12.4 row 1. A companion has no list: they have a link. */
export const tasksSeenBy = (referral: Referral, organisation: string): { task: Task; level: TaskLevel }[] => {
  const all: { task: Task; level: TaskLevel }[] = [
    { task: referral.task, level: 'referral' },
    ...referral.onward.map(({ task }) => ({ task, level: 'onward' as const })),
    ...referral.aborts.map((task) => ({ task, level: 'abort' as const })),
    ...referral.companions.map((task) => ({ task, level: 'companion' as const })),
  ];
  const seen = all.filter(({ task, level }) => {
    const parties = partiesOf(task, organisation);
    return parties.includes('requester') || (parties.includes('owner') && wasSent(task) && level !== 'companion');
  });
  // Nothing is found, listed or filtered by what this organisation is not shown.
  const told = referrerOf(referral) === organisation ? hearsOf(referral, organisation) : 'outcome';
  if (told === 'receipt') return seen.map(({ task, level }) => ({ task: receiptTask(task), level }));
  if (referrerOf(referral) !== organisation || coordinatorOf(referral) === organisation) return seen;
  const known = seen.map(({ task, level }) => ({ task: asReferrerSees(task), level }));
  return told === 'status' ? known.map(({ task, level }) => ({ task: statusTask(task), level })) : known;
};

/** As it was sent, for good: a receipt does not change (mappings/council/receipt.ts). */
const frozen = (entry: RequestEntry, { task }: Referral): RequestEntry => ({
  ...{ ...entry, version: 1, status: 'active' },
  lastUpdated: sortable(task.authoredOn),
});

/** What the referrer asked for; to the coordinator also what it asked of others. */
export const requestsSeenBy = (referral: Referral, organisation: string): RequestEntry[] => {
  const sent = [referral.request, ...referral.furtherNeeds].map((r) => requestEntryOf(r, referrerOf(referral)));
  if (coordinatorOf(referral) === organisation)
    return [...sent, ...referral.onward.map((o) => requestEntryOf(o.request, organisation))];
  if (referrerOf(referral) !== organisation) return [];
  return hearsOf(referral, organisation) === 'receipt' ? sent.map((one) => frozen(one, referral)) : sent;
};

/** Risks that nobody has read yet stand on the coordinator's list; nobody else is told that there are any. */
export const unreadOf = (referral: Referral, organisation: string, level: TaskLevel): string[] =>
  level === 'referral' && coordinatorOf(referral) === organisation
    ? personFirstFlags(referral).map((flag) => (flag.id ?? '').slice(referral.id.length + 1))
    : [];

/** When the newest message to this organisation was written, whoever wrote it. */
export const lastHeardBy = (referral: Referral, organisation: string): string | undefined =>
  referral.communications
    .filter((c) => c.recipient?.some((r) => organisationOf(r) === organisation))
    .map((c) => sortable(c.meta?.lastUpdated ?? c.sent))
    .sort()
    .at(-1);

/** Since when a message to this organisation that says how it ended has no reader there; the oldest. */
export const unreadEndFor = (referral: Referral, organisation: string): string | undefined =>
  referral.communications
    .filter((c) => isForReferrer(c, referral) && saysEnd(c) && c.status === 'in-progress')
    .filter((c) => recipientOf(c) === organisation)
    .map((c) => sortable(c.sent))
    .sort()[0];
