import type { Task } from 'fhir/r4.js';
import { thisPolicy } from '../../../contracts/areas/this-policy.ts';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import { type DutyRole, kindOfOwed, type ObligationCode } from '../../../contracts/lifecycle/obligations.ts';
import { systems } from '../../../contracts/systems.ts';
import { startOfDay, workingDaysAfter } from '../calendar.ts';
import { underCircumstances } from '../circumstance/owed-under.ts';
import { codeIn, isAbout, kindOf } from '../coding.ts';
import { owedByCompanion } from '../companion/owed-companions.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { owedToPerson } from '../to-person/owed.ts';
import { owedForAnswer } from '../to-person/wrote-back.ts';
import { type Owed, owedByOnward } from './owed-by-onward.ts';
import { owedByReferral } from './owed-by-referral.ts';
import { holderAfter, stepDue, stepsOf } from './steps.ts';

/** Somebody owes something by a time; the earliest of a referral is its accountable organisation and its deadline. */
export interface Obligation {
  /** Organisation code. */
  readonly who: string;
  /** Which person there. */
  readonly role: DutyRole;
  readonly what: ObligationCode;
  /** Id of the Task. */
  readonly task: string;
  /** Id of the Communication, where an answer to it is owed. */
  readonly about?: string;
  /** When it began. Instants are UTC with milliseconds. */
  readonly since: string;
  /** By when it was to be done: the due of its first step. */
  readonly deadline: string;
  /** When the hub next does something about it. */
  readonly due: string;
  /** How often the hub has already reminded; from the first time on it is late. */
  readonly chased: number;
  /** Everybody whose it becomes was reminded of it, and nobody did it. */
  readonly stuck: boolean;
}

/** Everything that is owed, as it began. */
export const owedIn = (referral: Referral, policy: Policy = thisPolicy): Owed[] =>
  underCircumstances(
    referral,
    [
      ...owedByReferral(referral),
      ...referral.onward.flatMap((o) => owedByOnward(referral, o, policy)),
      ...referral.companions.flatMap((task) => owedByCompanion(referral, task, policy)),
      ...owedToPerson(referral, policy),
      ...owedForAnswer(referral, policy),
    ],
    policy,
  );

/** The reminders of it so far, oldest first. */
const remindersOf = (referral: Referral, { what, task, since, question }: Owed): string[] =>
  referral.communications
    .filter((c) => kindOf(c) === 'chase' && codeIn(systems.obligation, c.topic) === what)
    .filter((c) => isAbout(c, question ? `Communication/${question.id}` : referenceTo(task)) && (c.sent ?? '') >= since)
    .map((c) => c.sent ?? '')
    .sort();

/** From when on somebody can have seen to it: what was said to have been earlier is known since it came. */
const beganAt = ({ what, since, known }: Owed): string => {
  if (kindOfOwed(what).onItsDay) return startOfDay(since);
  return known !== undefined && known > since ? known : since;
};

/** What is owed, whose it is by now, and when the hub says so next. */
export const toObligation = (referral: Referral, owed: Owed, policy: Policy = thisPolicy): Obligation => {
  const { what, task, question } = owed;
  const reminders = remindersOf(referral, owed);
  const last = reminders.at(-1);
  const planned = stepDue(owed, reminders.length, policy);
  // A reminder that came late does not make the next one due at once, but where hours were promised to whoever asked.
  const isInHours = stepsOf(what, task)[reminders.length]?.unit === 'hours';
  const { who, role, stuck } = holderAfter(referral, owed, reminders.length);
  return {
    ...{ who, role, what, task: task.id ?? '' },
    ...(question ? { about: question.id } : {}),
    since: beganAt(owed),
    deadline: stepDue(owed, 0, policy) ?? owed.since,
    due: planned && (isInHours || planned > (last ?? '')) ? planned : workingDaysAfter(last ?? owed.since, 1),
    ...{ chased: reminders.length, stuck },
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

/** Everything that is owed in a referral, earliest first. Pure: the same state and policy give the same list. */
export const obligations = (referral: Referral, policy: Policy = thisPolicy): Obligation[] =>
  owedIn(referral, policy)
    .map((owed) => toObligation(referral, owed, policy))
    .sort((a, b) => a.due.localeCompare(b.due) || a.what.localeCompare(b.what));
