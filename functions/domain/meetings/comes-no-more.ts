import type { Appointment, FhirResource } from 'fhir/r4.js';
import { abortsInHand } from '../parties.ts';
import type { Onward, Referral } from '../referral.ts';
import { heardOf } from './heard.ts';
import { resultOf } from './meetings.ts';

const over: readonly string[] = ['rejected', 'cancelled', 'failed', 'entered-in-error'];

/** They cannot come, as somebody else than the group said: what it said itself nobody need tell it. */
const saidElsewhere = (meeting: Appointment): boolean => {
  const { person, coordinator, group } = heardOf(meeting);
  return group === undefined && (person ?? coordinator) === 'could-not-come';
};

/** Nobody is to wait for the person at this meeting: it was called off, its request is over or is to end, or they cannot come. */
export const comesNoMore = (referral: Referral, { task }: Onward, meeting: Appointment): boolean =>
  (meeting.status === 'cancelled' && resultOf(meeting) === undefined) ||
  over.includes(task.status) ||
  abortsInHand(referral, task).length > 0 ||
  saidElsewhere(meeting);

/** What may have made it so: the newest of these is no older than that. */
export const saysWhetherTheyCome = (referral: Referral, { task }: Onward, meeting: Appointment): FhirResource[] => [
  meeting,
  task,
  ...abortsInHand(referral, task),
];
