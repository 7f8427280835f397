import type { ServiceRequest } from 'fhir/r4.js';
import { type PermissionPurpose, permissionPurposes } from '../../../contracts/lifecycle/permission-purposes.ts';
import { systems } from '../../../contracts/systems.ts';
import { type Referral, referenceTo } from '../referral.ts';

/** What is no request to a group, as if the person were asked for it: so the gate of every permission answers (DESIGN 4). */
export const asIfAsked = (code: PermissionPurpose, { patient }: Pick<Referral, 'patient'>): ServiceRequest => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'plan' },
  subject: { reference: referenceTo(patient) },
  code: { coding: [{ system: systems.permissionPurpose, code, display: permissionPurposes[code] }] },
});
