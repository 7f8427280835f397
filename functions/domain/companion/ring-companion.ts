import type { Communication, Task } from 'fhir/r4.js';
import { isTheirWords, type RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, isAbout, kindOf } from '../coding.ts';
import { organisationOf, type Referral, referenceTo } from '../referral.ts';
import { saidThemselves } from './companions.ts';

/** What may not have reached them matters while they are to answer, are to be there, or may stand where nobody comes any more. */
const matters = (task: Task): boolean =>
  task.status === 'requested' || task.status === 'accepted' || (task.status === 'cancelled' && !saidThemselves(task));

/** What one of them was asked to go along to in a referral. */
export const companionsOf = ({ companions }: Referral, organisation: string): readonly Task[] =>
  companions.filter(({ owner }) => organisationOf(owner) === organisation);

/** When they would be there, by what they know. */
export const wouldBeThere = ({ restriction }: Task): string | undefined => restriction?.period?.start;

/** About what is ahead, and once: whoever rings says all of it. What they wrote themselves is heard whenever it was. */
export const isCompanionToBeRung = (referral: Referral, task: Task, why: RingGroupReason, now: string): boolean =>
  (isTheirWords(why) ? task.status !== 'entered-in-error' : matters(task) && (wouldBeThere(task) ?? '') > now) &&
  companionToRing(referral, task).length === 0;

/** The records that this companion is to be rung, about which nobody has yet; once it is over, about what they wrote since. */
export const companionToRing = ({ communications }: Referral, task: Task): Communication[] =>
  communications.filter(
    (c) => isToRing(c) && isAbout(c, referenceTo(task)) && (matters(task) || isWrittenSince(task, c)),
  );

const isWrittenSince = (
  { status, executionPeriod, lastModified = '' }: Task,
  { topic, sent = '' }: Communication,
): boolean =>
  status !== 'entered-in-error' &&
  isTheirWords(codeIn(systems.ringGroup, topic)) &&
  sent > (executionPeriod?.end ?? lastModified);

/** A record that somebody is to ring, while nobody has. */
export const isToRing = (c: Communication): boolean => kindOf(c) === 'ring-group' && c.status === 'in-progress';
