import { safeContactOf } from '../contact/safe-contact.ts';
import { coordinatorOf } from '../parties.ts';
import { type Onward, organisationOf, type Referral } from '../referral.ts';

/**
 * Whether what is sent to the person, or lies about on paper, may say with which group and where: DESIGN 4, only if they agreed. A place
 * may say as much as a name, and what is with the service itself would name the service.
 */
export const mayName = (referral: Referral, { task }: Onward): boolean =>
  safeContactOf(referral.patient).naming === 'yes' && organisationOf(task.owner) !== coordinatorOf(referral);
