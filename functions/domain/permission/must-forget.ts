import type { Task } from 'fhir/r4.js';
import { isTerminal } from '../../../contracts/lifecycle/statuses.ts';
import { statusOf } from '../coding.ts';
import { organisationOf, type Referral } from '../referral.ts';
import { isObjectedTo } from './permission.ts';

/**
 * An onward Task is over and the person objects to its owner: it was told to destroy all that it holds, so nothing is asked of it
 * any more. What is still to be found out is the coordinator's.
 */
export const mustForget = ({ consents, patient, onward, at: now }: Referral, { id }: Task): boolean =>
  onward
    .filter(({ task }) => task.id === id && isTerminal(statusOf(task)))
    .some(({ task, request }) => isObjectedTo(consents, organisationOf(task.owner) ?? '', request, { patient, now }));
