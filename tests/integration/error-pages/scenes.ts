import { askingPartner } from '../../../contracts/error-pages/asking.ts';
import {
  booking,
  changing,
  changingMeeting,
  changingOnward,
  reason,
  recording,
  referral,
} from '../../../contracts/error-pages/bodies.ts';
import type { Scene, Snippet } from '../../../contracts/error-pages/error-page.ts';
import { systems } from '../../../contracts/systems.ts';

const accepted = [referral, changing({ status: 'accepted' })];
const begun = [...accepted, changing({ status: 'in-progress' })];
const handedOver = [...accepted, askingPartner('CWS01'), changingOnward({ status: 'accepted' })];
const began = [...handedOver, booking('{now}')];
const risk = {
  resourceType: 'Flag',
  status: 'active',
  code: { coding: [{ system: systems.risk, code: 'risk-to-self' }] },
  subject: { reference: 'urn:uuid:7c1b0c5e-5c39-4f0e-9b0e-5a4d1f3c2a10' },
};

/** How each scene of a page comes about. */
export const steps: Readonly<Record<Scene, readonly Snippet[]>> = {
  nothing: [],
  sent: [referral],
  accepted,
  begun,
  spoken: [...begun, recording('conversation', '{task}')],
  ended: [...accepted, changing({ status: 'failed', ...reason('Moved away') })],
  'handed-over': handedOver,
  ahead: [...handedOver, booking('{tomorrow}')],
  began,
  came: [...began, changingMeeting({ status: 'fulfilled' })],
  danger: [{ send: 'POST /FHIR/R4', more: [risk] }, changing({ status: 'accepted' })],
};
