import type { Patient } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import { type Letter, letterOf } from '../../../mappings/gp/document/letter.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import { answeredByHand } from '../../domain/request/answers-to.ts';
import { isToldByHand } from '../told-by-hand.ts';
import type { Worded } from './ports.ts';

/** Who does not give direct care gets the reference on its page, and no name. */
const nobody: Patient = { resourceType: 'Patient' };

/** Whom a message is about, as its recipient may be told it. */
export const patientTo = ({ communication, referral, recipient }: Worded): Patient =>
  communication.subject && recipient.kind === 'practice' ? referral.patient : nobody;

export const letterTo = (worded: Worded, { service }: Pick<Area, 'service'>): Letter => {
  const { communication, referral, nameOf } = worded;
  return letterOf(communication, {
    reference: referral.reference,
    service: { name: nameOf(coordinatorOf(referral) ?? '') ?? service.display, telephone: service.telephone },
    recipient: addresseeOf(worded),
    patient: patientTo(worded),
  });
};

/** Whom the request names for its answers, where no organisation that takes part is meant; of all else whoever is written to. */
const addresseeOf = ({ communication, referral: { task }, recipient: { name, otherWays } }: Worded) => {
  const named = isToldByHand(task, communication) ? answeredByHand(task) : undefined;
  return named === undefined ? { name, lines: otherWays?.post ?? [] } : { name: named };
};
