import { referrerOf } from '../parties.ts';
import type { Referral } from '../referral.ts';
import { tracedNhsNumber } from '../request/nhs-number.ts';
import { defaultPractices } from '../request/ods-code.ts';
import { referrerOn } from '../request/referrer-kind.ts';
import { organisationCode } from '../request/request-parts.ts';

const none: readonly string[] = Object.values(defaultPractices);

/** The practice with which the person is registered, as the request says; two different ones are none. */
const registeredPractice = ({ patient, request, others }: Referral): string | undefined => {
  const parts = { patient, request, others };
  const codes = (patient.generalPractitioner ?? []).map((one) => organisationCode(parts, patient, one));
  const [code, second] = new Set(codes.filter((one) => one !== undefined && !none.includes(one)));
  return second === undefined ? code : undefined;
};

/** A practice that referred and named no other is taken for the person's own. */
const ownPractice = (referral: Referral): string | undefined =>
  registeredPractice(referral) ??
  (referral.patient.generalPractitioner === undefined && referrerOn(referral.task).kind === 'practice'
    ? referrerOf(referral)
    : undefined);

/**
 * Organisation code of who is to read that the person is not well: whom the area names, else their own practice. undefined:
 * nobody is known, or it could not tell who is meant: who did not refer knows the person by a traced NHS number alone.
 */
export const clinicalOwner = (referral: Referral, named: string | undefined): string | undefined => {
  const owner = named ?? ownPractice(referral);
  return owner === referrerOf(referral) || tracedNhsNumber(referral.patient) !== undefined ? owner : undefined;
};
