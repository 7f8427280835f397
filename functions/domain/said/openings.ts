import type { Communication, FhirResource, Task } from 'fhir/r4.js';
import { unseenReadings } from '../authority/break-glass.ts';
import { isAbout, kindOf } from '../coding.ts';
import { owedIn, toObligation } from '../owed/obligations.ts';
import { isReminderTo } from '../owed/reminders.ts';
import { holdersOf } from '../owed/steps.ts';
import { coordinatorOf, partiesOf, roleOf } from '../parties.ts';
import { type Referral, referenceTo, resourcesOf } from '../referral.ts';
import { latestOf } from './conversations.ts';
import { recipientOf, senderOf } from './correspondence.ts';

/** Told means that a named human has opened it (issue 5): the openings of a Task by this organisation, oldest first. */
export const openingsBy = (referral: Referral, task: Task, organisation: string): Communication[] =>
  referral.communications.filter(
    (c) => kindOf(c) === 'opened' && senderOf(c) === organisation && isAbout(c, referenceTo(task)),
  );

/** Whether there is something that this organisation has not been told: since its last opening, or its last act after it. */
export const hasNewsFor = (referral: Referral, task: Task, organisation: string, now: string): boolean => {
  const [opened] = openingsBy(referral, task, organisation).slice(-1);
  if (!opened) return true;
  const told = latestOf([opened.sent, referral.acted.get(organisation)]);
  const changed = resourcesFor(referral, organisation).some((r) => (r.meta?.lastUpdated ?? '') > told);
  // Who read it by breaking the glass is to be looked at, whatever else was done since.
  const unseen = task.id === referral.task.id && coordinatorOf(referral) === organisation;
  if (unseen && unseenReadings(referral, organisation).length > 0) return true;
  return changed || beganFor(referral, organisation).some((since) => since > told && since <= now);
};

/** What it must do by now began without anybody writing: a meeting has ended, a day of review has come. */
const beganFor = (referral: Referral, organisation: string): string[] =>
  owedIn(referral)
    .filter((owed) => holdersOf(referral, owed).has(organisation))
    .map((owed) => toObligation(referral, owed).since);

/** What it would find on opening; that others opened it is no news. */
const resourcesFor = (referral: Referral, organisation: string): FhirResource[] => {
  const isFor = (c: Communication) =>
    kindOf(c) === 'chase'
      ? isReminderTo(c, organisation)
      : kindOf(c) !== 'opened' &&
        kindOf(c) !== 'copy' &&
        (recipientOf(c) === organisation || roleOf(referral, organisation) === 'coordinator');
  const written = referral.communications.filter(isFor);
  if (roleOf(referral, organisation) === 'coordinator')
    return [...resourcesOf(referral).filter((r) => r.resourceType !== 'Communication'), ...written];
  const own = referral.onward.filter((o) => partiesOf(o.task, organisation).includes('owner'));
  const mine = own.flatMap((o) => [o.request, o.task, ...o.meetings]);
  const asked = roleOf(referral, organisation) === 'referrer' ? askedFor(referral) : [];
  const tasks = [...mine, ...asked].map(referenceTo);
  return [...mine, ...asked, ...referral.aborts.filter((a) => tasks.includes(a.focus?.reference ?? '')), ...written];
};

const askedFor = ({ patient, request, furtherNeeds, task }: Referral): FhirResource[] => [
  patient,
  request,
  task,
  ...furtherNeeds,
];
