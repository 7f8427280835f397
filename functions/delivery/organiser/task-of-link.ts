import { isAbout } from '../../domain/coding.ts';
import { type Referral, referenceTo } from '../../domain/referral.ts';

/** Id of the onward Task that a row of an organiser is about: a request itself, one of its meetings, or a reminder of either. */
export const taskOfLink = (referral: Referral, link: string): string | undefined => {
  const reminder = referral.communications.find(({ id }) => id === link);
  return referral.onward.find(
    ({ task, meetings }) =>
      task.id === link ||
      meetings.some(({ id }) => id === link) ||
      (reminder !== undefined && isAbout(reminder, referenceTo(task))),
  )?.task.id;
};
