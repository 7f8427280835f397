import type { Patient } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import { type Letter, letterOf } from '../../../mappings/gp/document/letter.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import type { Worded } from './ports.ts';

/** Who does not give direct care gets the reference on its page, and no name. */
const nobody: Patient = { resourceType: 'Patient' };

export const letterTo = (
  { communication, referral, recipient, nameOf }: Worded,
  { service }: Pick<Area, 'service'>,
): Letter =>
  letterOf(communication, {
    reference: referral.reference,
    service: { name: nameOf(coordinatorOf(referral) ?? '') ?? service.display, telephone: service.telephone },
    recipient: { name: recipient.name, lines: recipient.otherWays?.post ?? [] },
    patient: recipient.kind === 'practice' ? referral.patient : nobody,
  });
