import type { ServiceRequest } from 'fhir/r4.js';
import { permissionPurposes } from '../../../contracts/lifecycle/permission-purposes.ts';
import { systems } from '../../../contracts/systems.ts';
import { permission } from '../permission/permission.ts';
import { type Referral, referenceTo } from '../referral.ts';

const system = systems.permissionPurpose;
const display = permissionPurposes['tell-referrer'];

/** As if the person were asked for it: the gate of every permission answers (DESIGN 4). */
const telling = (patient: Referral['patient']): ServiceRequest => ({
  ...{ resourceType: 'ServiceRequest', status: 'active', intent: 'plan' },
  subject: { reference: referenceTo(patient) },
  code: { coding: [{ system, code: 'tell-referrer', display }] },
});

/**
 * Whether the person agreed that this organisation, which referred them, is told how it goes. One that ends on a day does not
 * count: nobody would write a version on that day, and what is shown follows from versions alone.
 */
export const agreedToTell = ({ consents, patient, at }: Referral, organisation: string): boolean =>
  permission(
    consents.filter(({ provision }) => provision?.type !== 'permit' || provision.period?.end === undefined),
    organisation,
    telling(patient),
    { patient, now: at },
  ) !== undefined;
