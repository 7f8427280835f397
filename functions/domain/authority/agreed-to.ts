import type { PermissionPurpose } from '../../../contracts/lifecycle/permission-purposes.ts';
import { asRequest, permission } from '../permission/permission.ts';
import type { Referral } from '../referral.ts';

/**
 * Whether the person agreed to what is no request to a group: that this organisation, which referred them, is told how it goes; or that
 * it asks how they are. One that ends on a day does not count: nobody would write a version on that day, and what is shown follows from
 * versions alone.
 */
export const agreedTo = (
  purpose: PermissionPurpose,
  { consents, patient, at }: Referral,
  organisation: string,
): boolean =>
  permission(
    consents.filter(({ provision }) => provision?.type !== 'permit' || provision.period?.end === undefined),
    organisation,
    asRequest(purpose, patient),
    { patient, now: at },
  ) !== undefined;
