import type { Bundle, BundleEntry, Communication, Patient, Task } from 'fhir/r4.js';
import { callObligations } from '../../contracts/lifecycle/call-obligations.ts';
import { systems } from '../../contracts/systems.ts';
import { isCall } from '../../functions/domain/call/calls.ts';
import { circumstanceIn, hasDied, isLeftAlone } from '../../functions/domain/circumstance/circumstances.ts';
import { sendsToPerson } from '../../functions/domain/circumstance/needs-person.ts';
import { codeIn, kindOf } from '../../functions/domain/coding.ts';
import { isReminderTo } from '../../functions/domain/owed/reminders.ts';
import { coordinatorOf, partiesOf } from '../../functions/domain/parties.ts';
import { numberOf, type Referral, referenceTo } from '../../functions/domain/referral.ts';
import { isForCoordinator } from '../../functions/domain/said/correspondence.ts';
import { allow } from '../allow-list.ts';
import { type Newest, newestOf, versionOf } from '../newest.ts';
import * as elements from './elements.ts';

type Told = Task | Communication | Patient;

/** What the coordinator's system is told of: its Tasks; what was written to it and what it was reminded of; the person, once that has changed. */
const toldOf = (referral: Referral): Told[] => {
  const coordinator = coordinatorOf(referral) ?? '';
  const tasks = [referral.task, ...referral.onward.map((o) => o.task), ...referral.aborts, ...referral.companions]
    .filter((task) => partiesOf(task, coordinator).length > 0)
    .sort((a, b) => numberOf(a) - numberOf(b));
  const reminders = referral.communications.filter((c) => isReminderTo(c, coordinator));
  // Of what was recalled nothing more goes out than that it was; and that somebody is to ring still: who is not well is not well.
  if (referral.task.status === 'entered-in-error') return [...tasks, ...reminders.filter(remindsOfCall)];
  const written = referral.communications.filter(
    (c) => isForCoordinator(c, referral) || circumstanceIn(c) !== undefined || isCall(c) || reminders.includes(c),
  );
  return [...tasks, ...(versionOf(referral.patient) > 1 ? [referral.patient] : []), ...written];
};

/**
 * The version of the newest of them, and when it was written: until then there is something to tell. `knows`: versions that its
 * own software wrote, and was answered with what it changed; where only that changed there is nothing to tell.
 */
export const newestTold = (
  referral: Referral,
  knows: (version: number) => boolean = () => false,
): Newest | undefined => {
  const versions = Map.groupBy(toldOf(referral), versionOf);
  const untold = [...versions].filter(([version, changed]) => changed.length > 1 || !knows(version));
  return newestOf(
    untold.flatMap(([, changed]) => changed),
    referral.at,
  );
};

/**
 * How things stand, for the coordinator's own system: everything that changed after version `told`, whole, to be put in
 * place of what is there. A repeat or a newer one does no harm, so only the newest is ever sent (DESIGN 6).
 * `newest`: who is to be left alone by now is rung because of no reminder that was made before (issue 5 item 5).
 */
export const stateMessage = (referral: Referral, told: number, newest: Referral = referral): Bundle<Told> => ({
  resourceType: 'Bundle',
  type: 'transaction',
  timestamp: referral.at,
  entry: toldOf(referral)
    .filter((resource) => versionOf(resource) > told)
    .filter((resource) => !(isLeftAlone(newest) && isReminder(resource) && sendsToPerson(resource)))
    .filter((resource) => !(hasDied(newest) && isReminder(resource) && remindsOfCall(resource)))
    .map(entryOf),
});

const remindsOfCall = ({ topic }: Communication): boolean =>
  Object.hasOwn(callObligations, codeIn(systems.obligation, topic) ?? '');

const isReminder = (resource: Told): resource is Communication =>
  resource.resourceType === 'Communication' && kindOf(resource) === 'chase';

const entryOf = (resource: Told): BundleEntry<Told> => ({
  resource: shown(resource),
  request: { method: 'PUT', url: referenceTo(resource) },
});

const shown = (resource: Told): Told => {
  if (resource.resourceType === 'Task') return allow(resource, elements.task);
  return resource.resourceType === 'Patient'
    ? allow(resource, elements.patient)
    : allow(resource, elements.communication);
};
