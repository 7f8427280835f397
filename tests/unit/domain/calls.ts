import type { Patient } from 'fhir/r4.js';
import { systems } from '../../../contracts/systems.ts';
import { callsIn } from '../../../functions/domain/call/calls.ts';
import type { AskCall } from '../../../functions/domain/call/decide-ask-call.ts';
import { concept } from '../../../functions/domain/coding.ts';
import type { Action } from '../../../functions/domain/decide/actions.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { reads } from './acts.ts';
import { t1 } from './cast.ts';
import { patient, verifiedNumber } from './referrals.ts';

/** Acts of issue 6 item 8: somebody is not well, and is to be called. */

export const asksForCall = (more: Partial<AskCall> = {}): AskCall => ({
  ...{ kind: 'ask-call', task: t1, urgent: false, askedBy: 'person' },
  ...more,
});

/** The coordinator rang who cares for the person. */
export const rings = (message: string): Action =>
  reads(message, {
    sender: { display: 'Priya Shah' },
    recipient: [{ display: 'Dr Ann Lowe' }],
    medium: [concept(systems.participationMode, 'PHONE')],
  });

/** Ids of the newest call: what was asked, and what its clinical owner is sent. */
export const newestCall = (referral: Referral): { record: string; message: string | undefined } => {
  const call = callsIn(referral).at(-1);
  return { record: call?.record.id ?? '', message: call?.message?.id };
};

/** Registered with that practice. */
export const registeredWith = (code: string, known = verifiedNumber('9434765919')): Patient => ({
  ...patient,
  identifier: [known],
  generalPractitioner: [{ identifier: { system: systems.odsOrganisation, value: code } }],
});
