import type { Communication } from 'fhir/r4.js';
import { type GoAgain, isGoAgain } from '../../../contracts/lifecycle/person-messages.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, isAbout, kindOf } from '../coding.ts';
import { type Onward, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';

const hasBeenThere = ({ meetings }: Onward): boolean => meetings.some(({ status }) => status === 'fulfilled');

/** It is one of three answers, and about a group to which they have been. */
export const goAgainFaults = (referral: Referral, communication: Communication): Refusal[] => {
  const isThere = referral.onward.some((one) => isAbout(communication, referenceTo(one.task)) && hasBeenThere(one));
  return [
    ...(isGoAgain(codeIn(systems.goAgain, communication.topic))
      ? []
      : [{ code: 'unknown-code', expression: 'Communication.topic' } as const]),
    ...(isThere ? [] : [{ code: 'wrong-parent', expression: 'Communication.about' } as const]),
  ];
};

/** What the person said last of going to this group again. */
export const goAgainOf = (referral: Referral, { task }: Onward): GoAgain | undefined => {
  const said = referral.communications.findLast((c) => kindOf(c) === 'go-again' && isAbout(c, referenceTo(task)));
  const code = codeIn(systems.goAgain, said?.topic);
  return isGoAgain(code) ? code : undefined;
};
