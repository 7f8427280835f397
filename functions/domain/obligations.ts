import type { ServiceRequest, Task } from 'fhir/r4.js';
import {
  type Duty,
  type ObligationCode,
  obligationKinds,
  urgentAnswer,
} from '../../contracts/lifecycle/obligations.ts';
import { isTerminal } from '../../contracts/lifecycle/statuses.ts';
import { systems } from '../../contracts/systems.ts';
import { readInstant, workingDaysAfter } from './calendar.ts';
import { businessStatusOf, codeIn, isAbout, kindOf, statusOf } from './coding.ts';
import { hasSpokenSince, type Owed, owedByOnward, reviewFrom } from './owed-by-onward.ts';
import { coordinatorOf } from './parties.ts';
import { personFirstFlags } from './person-first.ts';
import { topicOf } from './practice-messages.ts';
import { numberOf, organisationOf, type Referral, referenceTo } from './referral.ts';
import { sinceOf } from './since.ts';

/** Somebody owes something by a time; the earliest of a referral is its accountable organisation and its deadline. */
export interface Obligation {
  /** Organisation code. */
  readonly who: string;
  readonly what: ObligationCode;
  /** Id of the Task. */
  readonly task: string;
  /** Instant, UTC with milliseconds. */
  readonly due: string;
  /** How often the hub has already reminded. */
  readonly chased: number;
}

const owedByReferral = (referral: Referral): Owed[] => {
  const { task } = referral;
  const since = sinceOf(task);
  const status = statusOf(task);
  const owe = (what: ObligationCode, from = since): Owed => ({ what, task, since: from });
  if (isTerminal(status)) return closingOwed(referral);
  const risks = personFirstFlags(referral).slice(0, 1);
  // A flag of the sender's may have any date, or none: it counts from when it came.
  const first = risks.map((flag) => owe('person-first', readInstant(flag.period?.start) ?? flag.meta?.lastUpdated));
  if (status === 'requested') return [...first, owe('answer-request')];
  if (status === 'draft' || status === 'on-hold') return [...first, owe('review', reviewFrom(task))];
  if (businessStatusOf(task) === 'waiting-list') return [...first, owe('review', reviewFrom(task))];
  const [need] = unansweredNeeds(referral);
  const live = referral.onward.filter((o) => !isTerminal(statusOf(o.task)));
  if (live.length > 0) return need ? [...first, owe('next-step', need.meta?.lastUpdated)] : first;
  const lastEnd = referral.onward
    .map((o) => o.task.executionPeriod?.end ?? '')
    .sort()
    .at(-1);
  return [
    ...first,
    status === 'accepted' ? owe('first-conversation') : owe('next-step', lastEnd && lastEnd > since ? lastEnd : since),
  ];
};

/** A further need that nobody has taken up: no move of T1, conversation or onward request came after it. */
const unansweredNeeds = (referral: Referral): ServiceRequest[] =>
  referral.furtherNeeds.filter((need) => {
    if (need.status !== 'active') return false;
    const since = need.meta?.lastUpdated ?? referral.at;
    const takenUp = referral.onward.some((o) => numberOf(o.request) > numberOf(need));
    return sinceOf(referral.task) <= since && !takenUp && !hasSpokenSince(referral, referral.task, since);
  });

/** Open ends when the closing message is acknowledged by a person (DESIGN 4): until then the coordinator sees to it. */
const closingOwed = (referral: Referral): Owed[] =>
  referral.communications
    .filter((c) => kindOf(c) === 'practice-message' && (topicOf(c) === 'closing' || topicOf(c) === 'refused'))
    .filter((c) => c.status === 'in-progress')
    .map((c) => ({ what: 'closing-acknowledged' as const, task: referral.task, since: c.sent ?? referral.at }));

const owedByAbort = (task: Task): Owed[] =>
  task.status === 'requested' || task.status === 'accepted'
    ? [{ what: 'answer-abort', task, since: sinceOf(task) }]
    : [];

const holderOf = (duty: Duty, referral: Referral, task: Task): string => {
  // Nobody but its author sees a draft: standards.md 12.4 row 1.
  if (task.status === 'draft') return organisationOf(task.requester) ?? coordinatorOf(referral) ?? '';
  const owner = duty === 'task-owner' || duty === 'partner' ? organisationOf(task.owner) : undefined;
  const referrer = duty === 'referrer' ? organisationOf(referral.task.requester) : undefined;
  return owner ?? referrer ?? coordinatorOf(referral) ?? '';
};

type Steps = readonly { readonly after: number; readonly duty: Duty }[];

const stepsOf = (what: ObligationCode, task: Task): Steps =>
  what === 'answer-request' && task.priority === 'urgent' ? urgentAnswer.steps : obligationKinds[what].steps;

const toObligation = (referral: Referral, { what, task, since }: Owed): Obligation => {
  const chases = referral.communications
    .filter((c) => kindOf(c) === 'chase' && codeIn(systems.obligation, c.topic) === what)
    .filter((c) => isAbout(c, referenceTo(task)) && (c.sent ?? '') > since)
    .map((c) => c.sent ?? '')
    .sort();
  const step = stepsOf(what, task)[chases.length];
  const duty = step?.duty ?? 'coordinator';
  const last = chases.at(-1) ?? since;
  const planned = step ? dueAfter(what, since, step.after) : workingDaysAfter(last, 1);
  return {
    who: holderOf(duty, referral, task),
    what,
    task: task.id ?? '',
    // A reminder that came late does not make the next one due at once.
    due: chases.length > 0 && planned <= last ? workingDaysAfter(last, 1) : planned,
    chased: chases.length,
  };
};

const dueAfter = (what: ObligationCode, since: string, days: number): string =>
  what === 'review' ? since : workingDaysAfter(since, days);

/** Everything that is owed in a referral, earliest first. Pure: the same state gives the same list. */
export const obligations = (referral: Referral): Obligation[] =>
  [
    ...owedByReferral(referral),
    ...referral.onward.flatMap((o) => owedByOnward(referral, o)),
    ...referral.aborts.flatMap(owedByAbort),
  ]
    .map((owed) => toObligation(referral, owed))
    .sort((a, b) => a.due.localeCompare(b.due) || a.what.localeCompare(b.what));
