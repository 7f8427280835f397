import type { Task } from 'fhir/r4.js';
import type { Policy } from '../../../contracts/lifecycle/deadlines.ts';
import {
  coordinatorChain,
  type Duty,
  type DutyRole,
  kindOfOwed,
  type ObligationCode,
  type Step,
} from '../../../contracts/lifecycle/obligations.ts';
import { workingDaysAfter, workingHoursAfter } from '../calendar.ts';
import { coordinatorOf, respondentOf } from '../parties.ts';
import { mustForget } from '../permission/must-forget.ts';
import { organisationOf, type Referral } from '../referral.ts';
import { assigneeOf } from '../tasks/assignee.ts';
import { beforeMeeting } from './before-meeting.ts';
import type { Owed } from './owed-by-onward.ts';

export const stepsOf = (what: ObligationCode, { priority }: Task): readonly Step[] => {
  const { steps, urgentSteps = steps } = kindOfOwed(what);
  return priority === 'urgent' ? urgentSteps : steps;
};

/** The organisation that a duty is; a code is empty only where a referral has nobody at all. */
const holderOf = (duty: Duty, referral: Referral, { task, question }: Owed): string => {
  if (duty === 'asked' && question) return question.asked;
  // Nobody but its author sees a draft: standards.md 12.4 row 1.
  if (task.status === 'draft') return organisationOf(task.requester) ?? coordinatorOf(referral) ?? '';
  const owner = duty === 'task-owner' && !mustForget(referral, task) ? organisationOf(task.owner) : undefined;
  const referrer = duty === 'referrer' ? respondentOf(referral) : undefined;
  return owner ?? referrer ?? coordinatorOf(referral) ?? '';
};

/** After `n` reminders. */
const dutyAfter = (steps: readonly Step[], n: number): Duty => steps[n]?.duty ?? 'coordinator';

/** When the first or a later step is due, had nobody been late with a reminder: as somebody was told when it began, else by the policy. */
export const stepDue = ({ what, since, task, told, ahead }: Owed, n: number, policy: Policy): string | undefined => {
  const step = stepsOf(what, task)[n];
  if (!step) return undefined;
  if (kindOfOwed(what).onItsDay) return since;
  if (told?.[n] !== undefined) return told[n];
  if (ahead && n === 0) return beforeMeeting(since, ahead.at(since), ahead.days);
  return (step.unit === 'hours' ? workingHoursAfter : workingDaysAfter)(since, step.after(policy));
};

interface Holder {
  readonly who: string;
  readonly role: DutyRole;
  /** Everybody whose it becomes was reminded of it. */
  readonly stuck: boolean;
}

/** Whose it is after so many reminders: the next organisation, and there the next person. */
export const holderAfter = (referral: Referral, owed: Owed, reminders: number): Holder => {
  const steps = stepsOf(owed.what, owed.task);
  const holders = Array.from({ length: reminders + 1 }, (_, n) => holderOf(dutyAfter(steps, n), referral, owed));
  const who = holders[reminders] ?? '';
  const before = holders.slice(0, reminders).filter((holder) => holder === who).length;
  return { who, role: roleAt(referral, who, before, owed.what), stuck: before >= coordinatorChain.length };
};

/** `before`: how often the organisation was reminded already. */
const roleAt = (referral: Referral, who: string, before: number, what: ObligationCode): DutyRole => {
  const [first, ...next] = coordinatorChain;
  if (who !== coordinatorOf(referral)) return 'on-duty';
  const { begins } = kindOfOwed(what);
  if (begins) return begins;
  if (before === 0) return assigneeOf(referral.task) ? first : 'on-duty';
  return next[before - 1] ?? next.at(-1) ?? first;
};

/** Every organisation whose it is at some step. */
export const holdersOf = (referral: Referral, owed: Owed): Set<string> =>
  new Set(stepsOf(owed.what, owed.task).map(({ duty }) => holderOf(duty, referral, owed)));
