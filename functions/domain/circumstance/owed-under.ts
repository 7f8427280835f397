import type { Task } from 'fhir/r4.js';
import { circumstances } from '../../../contracts/lifecycle/circumstances.ts';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { workingDaysAfter } from '../calendar.ts';
import { isCallMessage } from '../call/calls.ts';
import { statusOf } from '../coding.ts';
import { hasSpokenSince, hasTriedSince } from '../owed/follow-up.ts';
import { type Owed, reviewOf } from '../owed/owed-by-onward.ts';
import { coordinatorOf } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { latestOf } from '../said/conversations.ts';
import { correspondenceKindOf, senderOf } from '../said/correspondence.ts';
import { sinceOf } from '../since.ts';
import { isUnderWay } from '../tasks/delegation.ts';
import { reviewDateOf } from '../tasks/moved-task.ts';
import {
  cannotCome,
  hasPassed,
  isConfirmed,
  isGone,
  isLeftAlone,
  isOpen,
  isWrong,
  reportedAt,
  reportsIn,
  settledAt,
  standingIn,
} from './circumstances.ts';
import { forAnotherPractice } from './held-messages.ts';
import { needsPerson } from './needs-person.ts';

/** Risks are read all the same: they may be somebody else's too. */
const withoutPerson = (owed: Owed): Owed => (owed.what === 'person-first' ? { ...owed, what: 'read-risks' } : owed);

/** What is owed for the referral, with what was reported of the person in mind. Issue 5 item 5. */
export const underCircumstances = (referral: Referral, owed: readonly Owed[], policy: Policy): Owed[] => [
  ...(cannotCome(referral) ? paused(referral, owed, policy) : resumed(referral, owed)).map((one) =>
    isLeftAlone(referral) ? withoutPerson(one) : one,
  ),
  ...toConfirm(referral),
  ...toClose(referral),
  ...toClearPractice(referral),
  ...toMakeGood(referral),
  ...toCheckNeed(referral),
];

/** Nothing that is open is without a deadline: in place of what is not asked for now, somebody looks at it again. */
const paused = (referral: Referral, owed: readonly Owed[], policy: Policy): Owed[] => {
  const left = owed.filter(({ what }) => !needsPerson(what));
  // What is held is looked at on its own day, and not twice.
  const isLookedAt = ({ id }: Task): boolean => left.some(({ what, task }) => what === 'review' && task.id === id);
  const open = owed
    .filter(({ what }) => needsPerson(what))
    .map(({ task }) => task)
    .filter((task) => !isCovered(referral, task) && !isLookedAt(task));
  return [...left, ...[...new Set(open)].map((task) => reviewUntil(referral, task, policy))];
};

/** What was put off while the person was away begins anew when they are back: nobody is late for it. */
const resumed = (referral: Referral, owed: readonly Owed[]): Owed[] => {
  const back = latestOf(reportsIn(referral).filter(hasPassed).map(settledAt));
  return owed.map((one) => (needsPerson(one.what) ? { ...one, since: latestOf([one.since, back]) } : one));
};

/** T1 is either to be confirmed or to be closed. */
const hasOwnDuty = (referral: Referral): boolean => isGone(referral) || standingIn(referral).some(isOpen);

/** What has ended is looked at together with T1, for as long as that goes on. */
const isCovered = (referral: Referral, task: Task): boolean => {
  if (task.id === referral.task.id) return hasOwnDuty(referral);
  return isTerminal(statusOf(task)) && (!isTerminal(statusOf(referral.task)) || hasOwnDuty(referral));
};

const reviewUntil = (referral: Referral, task: Task, policy: Policy): Owed => {
  if (reviewDateOf(referral.task) !== undefined) return { ...reviewOf(referral.task), task };
  const [since = referral.at] = standingIn(referral)
    .filter(({ circumstance }) => circumstances[circumstance].cannotCome)
    .map((r) => (isConfirmed(r) ? settledAt(r) : reportedAt(r)))
    .sort();
  return { what: 'review', task, since: workingDaysAfter(since, policy.nextStep) };
};

const toConfirm = (referral: Referral): Owed[] => {
  if (referral.task.status === 'entered-in-error') return [];
  // One that was answered by a death that was none is asked again from then on.
  const [since] = reportsIn(referral).filter(isOpen).map(settledAt).sort();
  return since === undefined ? [] : [{ what: 'confirm-circumstance', task: referral.task, since }];
};

const toClose = (referral: Referral): Owed[] => {
  const status = statusOf(referral.task);
  // Before it was taken up, its answer is owed; that can be a no.
  if (isTerminal(status) || status === 'requested') return [];
  const [since] = reportsIn(referral)
    .filter((r) => isConfirmed(r) && circumstances[r.circumstance].ends)
    .map(settledAt)
    .sort();
  return since === undefined ? [] : [{ what: 'close-referral', task: referral.task, since }];
};

const toClearPractice = (referral: Referral): Owed[] => {
  if (referral.task.status === 'entered-in-error') return [];
  // That a call was asked for is rung about in any case: owed-calls.ts.
  const [since] = forAnotherPractice(referral)
    .filter(({ message }) => !isCallMessage(message))
    .map((one) => one.since)
    .sort();
  return since === undefined ? [] : [{ what: 'clear-practice', task: referral.task, since }];
};

/** A report names what was called off because of it beside what it is about. */
const toMakeGood = (referral: Referral): Owed[] => {
  if (referral.task.status === 'entered-in-error' || cannotCome(referral)) return [];
  const since = reportsIn(referral)
    .filter((r) => isWrong(r) && (r.communication.about?.length ?? 0) > 1)
    .map(settledAt)
    .sort()
    .at(-1);
  const isDone = (at: string) =>
    hasSpokenSince(referral, referral.task, at) || hasTriedSince(referral, referral.task, at);
  return since === undefined || isDone(since) ? [] : [{ what: 'make-good', task: referral.task, since }];
};

/**
 * Something new was asked for somebody who is known to be gone: either that is wrong, or whoever asked does not know. Until the
 * coordinator says how it stands, takes it up or writes to them.
 */
const toCheckNeed = (referral: Referral): Owed[] => {
  const { task } = referral;
  if (isTerminal(statusOf(task)) || !isGone(referral)) return [];
  const known = latestOf(
    reportsIn(referral)
      .filter((r) => isConfirmed(r) && circumstances[r.circumstance].ends)
      .map(settledAt),
  );
  const seen = latestOf([known, sinceOf(task), lastWrittenBy(referral, coordinatorOf(referral))]);
  const [since] = referral.furtherNeeds
    .filter(isUnderWay)
    .map((need) => need.meta?.lastUpdated ?? referral.at)
    .filter((asked) => asked > seen && !hasSpokenSince(referral, task, asked))
    .sort();
  return since === undefined ? [] : [{ what: 'check-need', task, since }];
};

const lastWrittenBy = (referral: Referral, coordinator: string | undefined): string =>
  latestOf(
    referral.communications
      .filter((c) => correspondenceKindOf(c) !== undefined && senderOf(c) === coordinator)
      .map(({ sent }) => sent),
  );
