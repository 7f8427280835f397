import type { ServiceRequest } from 'fhir/r4.js';
import { type PermissionPurpose, permissionPurposes } from '../../../contracts/lifecycle/permission-purposes.ts';
import { systems } from '../../../contracts/systems.ts';
import { permission } from '../permission/permission.ts';
import { type Referral, referenceTo } from '../referral.ts';

const system = systems.permissionPurpose;

/** As if the person were asked for it: the gate of every permission answers (DESIGN 4). */
const asking = (code: PermissionPurpose, patient: Referral['patient']): ServiceRequest => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'plan' },
  subject: { reference: referenceTo(patient) },
  code: { coding: [{ system, code, display: permissionPurposes[code] }] },
});

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
    asking(purpose, patient),
    { patient, now: at },
  ) !== undefined;
