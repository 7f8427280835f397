import { isAbout } from '../../domain/coding.ts';
import { organisationOf, type Referral, referenceTo } from '../../domain/referral.ts';
import type { Row } from '../../views/row.ts';

/**
 * Id of the onward Task that a row of an organiser is about: a request itself, one of its meetings, or a reminder of either. What was sent to
 * a companion is about a meeting of a group too, and is none of the group's.
 */
export const taskOfLink = (
  referral: Referral,
  { organisation, link }: Pick<Row, 'organisation' | 'link'>,
): string | undefined => {
  const reminder = referral.communications.find(({ id }) => id === link);
  return referral.onward
    .filter(({ task }) => organisationOf(task.owner) === organisation)
    .find(
      ({ task, meetings }) =>
        task.id === link ||
        meetings.some(({ id }) => id === link) ||
        (reminder !== undefined && isAbout(reminder, referenceTo(task))),
    )?.task.id;
};
