import type { CodeableConcept, ServiceRequest, Task } from 'fhir/r4.js';
import { extensions, systems } from '../../../contracts/systems.ts';
import { readInstant, startOfDay } from '../calendar.ts';
import { movedOrDied } from '../circumstance/circumstances.ts';
import { codeIn } from '../coding.ts';
import { comesAfter, nextOptions } from '../options/next-option.ts';
import { coordinatorOf } from '../parties.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { latestOf } from '../said/conversations.ts';
import { sinceOf } from '../since.ts';
import { isWithdrawn, servesOf } from '../tasks/delegation.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { hasSpokenSince } from './follow-up.ts';

/** What waits for a next step although others are at work for the person: since when, the oldest. */
export const besideOthers = (referral: Referral): string[] =>
  [...unansweredNeeds(referral), ...unansweredNoes(referral)].sort().slice(0, 1);

/** What else was asked for the same, however it went. */
const alsoAsked = (referral: Referral, needs: readonly ServiceRequest[]): Onward[] =>
  referral.onward.filter(
    ({ task, request }) =>
      wasSent(task) &&
      !['draft', 'entered-in-error'].includes(task.status) &&
      servesOf(referral, request).some((one) => needs.includes(one)),
  );

/** Whatever was called off again was in hand until that day; who spoke to the person on it has spoken about that. */
const lastCalledOff = (asked: readonly Onward[]): string =>
  latestOf(
    asked
      .filter(({ task }) => task.status === 'cancelled')
      .map(({ task: { executionPeriod } }) => executionPeriod?.end && startOfDay(executionPeriod.end)),
  );

/** A further need that nobody has taken up: the referral was not accepted with it, and nobody spoke to the person or asked a group for it since. */
const unansweredNeeds = (referral: Referral): string[] => {
  const { task, furtherNeeds, at } = referral;
  return furtherNeeds
    .filter((need) => need.status === 'active')
    .filter((need) => (task.executionPeriod?.start ?? '') <= (need.meta?.lastUpdated ?? at))
    .flatMap((need) => {
      const asked = alsoAsked(referral, [need]);
      if (asked.some((other) => other.task.status !== 'cancelled')) return [];
      const since = latestOf([need.meta?.lastUpdated ?? at, lastCalledOff(asked)]);
      return hasSpokenSince(referral, task, since) ? [] : [since];
    });
};

/** The person's own word, wherever it was said. */
const wishes: readonly (string | undefined)[] = ['declined-by-person', 'withdrawn-by-person'];
const isWish = (reason: CodeableConcept | undefined): boolean => wishes.includes(codeIn(systems.statusReason, reason));

interface No extends Onward {
  /** When it was said. */
  readonly at: string;
  /** Who spoke to the person from then on has spoken about it. */
  readonly since: string;
  /** When it was over. */
  readonly over: string;
}

/** What the coordinator itself says of what it keeps is no news to it. */
const isAnothers = (referral: Referral, { owner }: Task): boolean => organisationOf(owner) !== coordinatorOf(referral);

/** That a group does not do what it was asked for: it says no, gives up, or the person would rather not. */
const noesIn = (referral: Referral): No[] =>
  referral.onward
    .filter(({ task }) => wasSent(task))
    .flatMap((one): No[] => {
      const { task } = one;
      const at = sinceOf(task);
      if (task.status === 'cancelled') return calledOff(referral, one);
      const isNo = (task.status === 'rejected' || task.status === 'failed') && isAnothers(referral, task);
      return isNo ? [{ ...one, at, since: at, over: at }] : [];
    });

/**
 * What the coordinator calls off otherwise, or asks to stop, it has in hand itself. What was called off was so from that day on, or from
 * the day on which it was asked to stop: who spoke to the person on it has spoken about that.
 */
const calledOff = (referral: Referral, one: Onward): No[] => {
  const { task } = one;
  const stops = referral.aborts.findLast(
    ({ focus, status }) => focus?.reference === referenceTo(task) && status === 'completed',
  );
  const isOwn = isAnothers(referral, task) && stops === undefined && isEndedByOwner(task);
  const isLeft = isOwn || isWish(task.statusReason) || isWish(stops?.reasonCode);
  if (!isLeft || codeIn(systems.statusReason, task.statusReason) === movedOrDied) return [];
  const wished = readInstant(stops?.authoredOn) ?? sinceOf(task);
  return [{ ...one, at: wished, since: startOfDay(wished), over: startOfDay(sinceOf(task)) }];
};

const isEndedByOwner = ({ extension = [] }: Task): boolean =>
  extension.some(({ url, valueBoolean }) => url === extensions.endedByOwner && valueBoolean === true);

/** What a group was asked for and does not do: nobody spoke to the person, or asked another group for it, since that is known. */
const unansweredNoes = (referral: Referral): string[] =>
  noesIn(referral).flatMap((no) => {
    const served = servesOf(referral, no.request);
    const since = latestOf([no.since, lastCalledOff(askedAfter(referral, no, served))]);
    const isNobodys = served.length > 0 && served.every(isWithdrawn);
    const isDone = isNobodys || isTakenUp(referral, no, served) || hasSpokenSince(referral, no.task, since);
    // Nobody is late with it while the group was still to say that it stops.
    return isDone ? [] : [latestOf([since, no.over])];
  });

/** Those that followed it, or were asked, or said yes, after it. */
const askedAfter = (referral: Referral, { task, at }: No, served: readonly ServiceRequest[]): Onward[] =>
  alsoAsked(referral, served).filter(({ task: other }) => {
    const asked = other.status === 'requested' ? sinceOf(other) : readInstant(other.authoredOn);
    return comesAfter(other) === referenceTo(task) || latestOf([asked, other.executionPeriod?.start]) > at;
  });

/** Another group has it in hand, or had; and the next one that the person chose is owed by itself. */
const isTakenUp = (referral: Referral, no: No, served: readonly ServiceRequest[]): boolean =>
  nextOptions(referral).some(({ draft }) => comesAfter(draft.task) === referenceTo(no.task)) ||
  askedAfter(referral, no, served).some(({ task }) => task.status !== 'cancelled');
