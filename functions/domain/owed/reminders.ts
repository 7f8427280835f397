import type { Communication } from 'fhir/r4.js';
import { type ObligationCode, obligationKinds } from '../../../contracts/lifecycle/obligations.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, isAbout, kindOf } from '../coding.ts';
import { coordinatorOf } from '../parties.ts';
import { mustForget } from '../permission/must-forget.ts';
import { type Onward, organisationOf, type Referral, referenceTo } from '../referral.ts';
import { recipientOf } from '../said/correspondence.ts';
import { obligations } from './obligations.ts';

/** A reminder by the hub, to whoever owed something at its time. */
export const isReminderTo = (communication: Communication, organisation: string | undefined): boolean =>
  kindOf(communication) === 'chase' && organisation !== undefined && recipientOf(communication) === organisation;

/** A reminder that goes out as a message of its own; the coordinator's goes with how things stand. */
export const isReminderMessage = (communication: Communication, referral: Referral): boolean =>
  kindOf(communication) === 'chase' && recipientOf(communication) !== coordinatorOf(referral);

export const remindedOf = (reminder: Communication): ObligationCode | undefined => {
  const code = codeIn(systems.obligation, reminder.topic);
  return isCode(code) ? code : undefined;
};

const isCode = (code: string | undefined): code is ObligationCode =>
  code !== undefined && Object.hasOwn(obligationKinds, code);

/** Nobody is reminded of what was done meanwhile. */
export const isStillOwed = (reminder: Communication, referral: Referral): boolean =>
  obligations(referral).some(
    ({ what, task, about }) =>
      what === remindedOf(reminder) &&
      isAbout(reminder, `Task/${task}`) &&
      (about === undefined || isAbout(reminder, `Communication/${about}`)),
  );

/** What the owner of an onward Task has to do next. It stays theirs when the deadline has moved on to the coordinator. */
export const owedByOwner = (referral: Referral, { task }: Onward, now: string) => {
  if (mustForget(referral, task)) return undefined;
  const stops = referral.aborts.filter((abort) => abort.focus?.reference === referenceTo(task));
  const own = [task, ...stops].map(({ id }) => id);
  const [next] = obligations(referral).filter(
    (o) => own.includes(o.task) && obligationKinds[o.what].steps.some(({ duty }) => duty === 'task-owner'),
  );
  if (!next) return undefined;
  const overdue = next.chased > 0 || next.due <= now || next.who !== organisationOf(task.owner);
  return { what: next.what, overdue, ...(overdue ? {} : { by: next.due }) };
};
