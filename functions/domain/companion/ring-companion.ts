import type { Communication, Task } from 'fhir/r4.js';
import { isAbout, kindOf } from '../coding.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { saidThemselves } from './companions.ts';

/** What may not have reached them matters while they are to answer, are to be there, or may stand where nobody comes any more. */
const matters = (task: Task): boolean =>
  task.status === 'requested' || task.status === 'accepted' || (task.status === 'cancelled' && !saidThemselves(task));

/** When they would be there, by what they know. */
export const wouldBeThere = ({ restriction }: Task): string | undefined => restriction?.period?.start;

/** About what is ahead, and once: whoever rings says all of it. */
export const isCompanionToBeRung = (referral: Referral, task: Task, now: string): boolean =>
  matters(task) && (wouldBeThere(task) ?? '') > now && companionToRing(referral, task).length === 0;

/** The records that this companion is to be rung, about which nobody has yet. */
export const companionToRing = ({ communications }: Referral, task: Task): Communication[] =>
  matters(task) ? communications.filter((c) => isToRing(c) && isAbout(c, referenceTo(task))) : [];

/** A record that somebody is to ring, while nobody has. */
export const isToRing = (c: Communication): boolean => kindOf(c) === 'ring-group' && c.status === 'in-progress';
