import type { ServiceRequest, Task } from 'fhir/r4.js';
import {
  type Duty,
  type ObligationCode,
  obligationKinds,
  urgentAnswer,
  urgentQuestion,
} from '../../../contracts/lifecycle/obligations.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { systems } from '../../../contracts/systems.ts';
import { readInstant, workingDaysAfter } from '../calendar.ts';
import { businessStatusOf, codeIn, isAbout, kindOf, statusOf } from '../coding.ts';
import { coordinatorOf } from '../parties.ts';
import { numberOf, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { isOutOfReach } from '../request/request-items.ts';
import { conversationsIn, latestOf } from '../said/conversations.ts';
import { isOpenQuestion, recipientOf } from '../said/correspondence.ts';
import { undelivered } from '../said/deliveries.ts';
import { personFirstFlags } from '../said/person-first.ts';
import { topicOf } from '../said/practice-messages.ts';
import { sinceOf } from '../since.ts';
import { hasSpokenSince } from './follow-up.ts';
import { type Owed, owedByOnward, reviewFrom } from './owed-by-onward.ts';

/** Somebody owes something by a time; the earliest of a referral is its accountable organisation and its deadline. */
export interface Obligation {
  /** Organisation code. */
  readonly who: string;
  readonly what: ObligationCode;
  /** Id of the Task. */
  readonly task: string;
  /** Id of the Communication, where an answer to it is owed. */
  readonly about?: string;
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
  const risks = personFirstFlags(referral).slice(0, 1);
  // A flag of the sender's may have any date, or none: it counts from when it came.
  const first = risks.map((flag) => owe('person-first', readInstant(flag.period?.start) ?? flag.meta?.lastUpdated));
  if (isTerminal(status)) return [...first.filter(isAfterEnd(task)), ...closingOwed(referral)];
  if (status === 'requested') return [...first, owe('answer-request')];
  if (status === 'draft' || status === 'on-hold') return [...first, owe('review', reviewFrom(task))];
  if (businessStatusOf(task) === 'waiting-list') return [...first, owe('review', reviewFrom(task))];
  const [need] = unansweredNeeds(referral);
  const spoken = conversationsIn(referral).map((c) => c.sent);
  const toHold = spoken.length === 0 ? [owe('first-conversation')] : [];
  if (referral.onward.some((o) => !isTerminal(statusOf(o.task))))
    return [...first, ...toHold, ...(need ? [owe('next-step', need.meta?.lastUpdated)] : [])];
  // Nobody is chased the day after they spoke to the person, or found that they could not.
  const ends = referral.onward.map((o) => o.task.executionPeriod?.end);
  return [...first, ...(toHold.length > 0 ? toHold : [owe('next-step', latestOf([since, ...ends, ...spoken]))])];
};

/** A further need that nobody has taken up: no move of T1, conversation or onward request came after it. */
const unansweredNeeds = (referral: Referral): ServiceRequest[] =>
  referral.furtherNeeds.filter((need) => {
    if (need.status !== 'active') return false;
    const since = need.meta?.lastUpdated ?? referral.at;
    const takenUp = referral.onward.some((o) => numberOf(o.request) > numberOf(need));
    return sinceOf(referral.task) <= since && !takenUp && !hasSpokenSince(referral, referral.task, since);
  });

/** Open ends when the closing message is acknowledged by a person (DESIGN 4): until then the practice, then the coordinator, sees to it. */
const closingOwed = (referral: Referral): Owed[] =>
  referral.communications
    .filter((c) => kindOf(c) === 'practice-message' && (topicOf(c) === 'closing' || topicOf(c) === 'refused'))
    .filter((c) => c.status === 'in-progress')
    .map((c) => ({ what: 'closing-acknowledged' as const, task: referral.task, since: c.sent ?? referral.at }));

/** Danger that somebody told of when all was over needs a person as well. */
const isAfterEnd =
  ({ executionPeriod }: Task) =>
  ({ since }: Owed): boolean =>
    executionPeriod?.end !== undefined && since > executionPeriod.end;

/** Each question is owed by whom it was put to, also when the referral has ended. */
const owedAnswers = (referral: Referral): Owed[] =>
  referral.communications.filter(isOpenQuestion).map((question) => ({
    what: 'answer-question' as const,
    task: referral.task,
    since: question.sent ?? referral.at,
    question: { id: question.id ?? '', asked: recipientOf(question) ?? '' },
  }));

/** What did not arrive is told in another way, or sent again by an operator. */
const owedUndelivered = (referral: Referral): Owed[] =>
  undelivered(referral)
    .slice(0, 1)
    .map(({ since }) => ({ what: 'tell-otherwise' as const, task: referral.task, since }));

/** Who cannot be reached any more is never silently so: until a way is told, or somebody spoke to the person all the same. */
const owedWay = (referral: Referral): Owed[] => {
  const { task, patient } = referral;
  const since = patient.meta?.lastUpdated ?? referral.at;
  const isOpen = statusOf(task) !== 'draft' && !isTerminal(statusOf(task));
  const isOwed = isOpen && isOutOfReach(patient) && !hasSpokenSince(referral, task, since);
  return isOwed ? [{ what: 'find-a-way', task, since }] : [];
};

const owedByAbort = (task: Task): Owed[] =>
  task.status === 'requested' || task.status === 'accepted'
    ? [{ what: 'answer-abort', task, since: sinceOf(task) }]
    : [];

const holderOf = (duty: Duty, referral: Referral, { task, question }: Owed): string => {
  if (duty === 'asked' && question) return question.asked;
  // Nobody but its author sees a draft: standards.md 12.4 row 1.
  if (task.status === 'draft') return organisationOf(task.requester) ?? coordinatorOf(referral) ?? '';
  const owner = duty === 'task-owner' ? organisationOf(task.owner) : undefined;
  const referrer = duty === 'referrer' ? organisationOf(referral.task.requester) : undefined;
  return owner ?? referrer ?? coordinatorOf(referral) ?? '';
};

type Steps = readonly { readonly after: number; readonly duty: Duty }[];

const urgentSteps: Partial<Record<ObligationCode, Steps>> = {
  'answer-request': urgentAnswer.steps,
  'answer-question': urgentQuestion.steps,
};
const stepsOf = (what: ObligationCode, { priority }: Task): Steps =>
  (priority === 'urgent' ? urgentSteps[what] : undefined) ?? obligationKinds[what].steps;

const toObligation = (referral: Referral, owed: Owed): Obligation => {
  const { what, task, since, question } = owed;
  const chases = referral.communications
    .filter((c) => kindOf(c) === 'chase' && codeIn(systems.obligation, c.topic) === what)
    .filter((c) => isAbout(c, question ? `Communication/${question.id}` : referenceTo(task)) && (c.sent ?? '') > since)
    .map((c) => c.sent ?? '')
    .sort();
  const step = stepsOf(what, task)[chases.length];
  const duty = step?.duty ?? 'coordinator';
  const last = chases.at(-1) ?? since;
  const planned = step ? dueAfter(what, since, step.after) : workingDaysAfter(last, 1);
  return {
    who: holderOf(duty, referral, owed),
    what,
    task: task.id ?? '',
    ...(question ? { about: question.id } : {}),
    // A reminder that came late does not make the next one due at once.
    due: chases.length > 0 && planned <= last ? workingDaysAfter(last, 1) : planned,
    chased: chases.length,
  };
};

/** Whoever owes it was reminded, nobody acted, and the deadline of its last step has passed. */
export const ranOut = (referral: Referral, what: ObligationCode, task: Task, now: string): boolean =>
  obligations(referral)
    .filter((o) => o.what === what && o.task === task.id)
    .some(({ chased, due }) => {
      const last = stepsOf(what, task).length - 1;
      return chased > last || (chased === last && due <= now);
    });

const dueAfter = (what: ObligationCode, since: string, days: number): string =>
  what === 'review' ? since : workingDaysAfter(since, days);

/** Everything that is owed in a referral, earliest first. Pure: the same state gives the same list. */
export const obligations = (referral: Referral): Obligation[] =>
  [
    ...owedByReferral(referral),
    ...referral.onward.flatMap((o) => owedByOnward(referral, o)),
    ...referral.aborts.flatMap(owedByAbort),
    ...owedAnswers(referral),
    ...owedUndelivered(referral),
    ...owedWay(referral),
  ]
    .map((owed) => toObligation(referral, owed))
    .sort((a, b) => a.due.localeCompare(b.due) || a.what.localeCompare(b.what));
