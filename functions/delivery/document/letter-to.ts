import type { Patient } from 'fhir/r4.js';
import type { Area } from '../../../contracts/areas/area.ts';
import { type Letter, letterOf } from '../../../mappings/gp/document/letter.ts';
import { coordinatorOf } from '../../domain/parties.ts';
import type { Referral } from '../../domain/referral.ts';
import { answeredByHand } from '../../domain/request/answers-to.ts';
import type { Participant } from '../../usecases/ports.ts';
import type { Worded } from './ports.ts';

/** Who does not give direct care gets the reference on its page, and no name. */
const nobody: Patient = { resourceType: 'Patient' };

/** Whom a message is about, as its recipient may be told it. */
export const patientTo = ({ communication, referral, recipient }: Worded): Patient =>
  communication.subject && recipient.kind === 'practice' ? referral.patient : nobody;

export const letterTo = (worded: Worded, { service }: Pick<Area, 'service'>): Letter => {
  const { communication, referral, recipient, nameOf } = worded;
  return letterOf(communication, {
    reference: referral.reference,
    service: { name: nameOf(coordinatorOf(referral) ?? '') ?? service.display, telephone: service.telephone },
    recipient: addresseeOf(referral, recipient),
    patient: patientTo(worded),
  });
};

/** Whom the request names for its answers, where no organisation that takes part is meant. */
const addresseeOf = ({ task }: Referral, { name, otherWays }: Participant) => {
  const named = answeredByHand(task);
  return named === undefined ? { name, lines: otherWays?.post ?? [] } : { name: named };
};
