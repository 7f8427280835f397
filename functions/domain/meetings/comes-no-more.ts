import type { Appointment, FhirResource } from 'fhir/r4.js';
import { abortsInHand } from '../parties.ts';
import { type Onward, type Referral, referenceTo } from '../referral.ts';
import { asItsGroupSees } from './heard.ts';
import { isElsewhere, isUnanswered, resultOf } from './meetings.ts';

const over: readonly string[] = ['rejected', 'cancelled', 'failed', 'entered-in-error'];
const isOver = ({ task }: Onward): boolean => over.includes(task.status);

/** What the group said itself nobody need tell it, and what takes place after all is not off. */
const isKnownThere = ({ meetings }: Onward, meeting: Appointment): boolean => {
  const { result, isOwn } = asItsGroupSees(meeting, resultOf(meeting));
  const again = meetings.some((m) => m.id !== meeting.id && isUnanswered(m) && !isElsewhere(m, meeting));
  return (result === 'could-not-come' && isOwn) || (meeting.status === 'cancelled' && again);
};

/** Nobody is to wait for the person at this meeting: it was called off, its request is over or is to end, or they cannot come. */
export const comesNoMore = (referral: Referral, onward: Onward, meeting: Appointment): boolean =>
  !isKnownThere(onward, meeting) &&
  (meeting.status === 'cancelled' || isOver(onward) || abortsInHand(referral, onward.task).length > 0);

/** Whoever runs it is to wait for them. */
export const isToCome = (referral: Referral, onward: Onward, meeting: Appointment): boolean =>
  isUnanswered(meeting) && !comesNoMore(referral, onward, meeting);

/** What may have made it so: a request to stop also when it is taken back, and what was asked of them goes on. */
export const saysWhetherTheyCome = (referral: Referral, onward: Onward, meeting: Appointment): FhirResource[] => [
  meeting,
  ...referral.aborts.filter(({ focus }) => focus?.reference === referenceTo(onward.task)),
  ...(isOver(onward) ? [onward.task] : []),
];
