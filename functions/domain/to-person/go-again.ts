import type { Communication } from 'fhir/r4.js';
import { type GoAgain, goAgain, isGoAgain } from '../../../contracts/lifecycle/person-messages.ts';
import { systems } from '../../../contracts/systems.ts';
import { codeIn, concept, isAbout, kindOf, recordKind } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { type Onward, type Referral, referenceTo } from '../referral.ts';
import type { Refusal } from '../result.ts';

/** By the hub alone, when the person themself answered it: whether they would go again. */
export interface PersonSaid {
  readonly kind: 'person-said';
  readonly goAgain: GoAgain;
}

const hasBeenThere = ({ meetings }: Onward): boolean => meetings.some(({ status }) => status === 'fulfilled');

/** What somebody answers in a text message; undefined: nobody can tell, so that a person reads it. */
export const goAgainIn = (text: string): GoAgain | undefined => {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[.!?\s]+$/u, '');
  if (['yes', 'y', 'yes please'].includes(word)) return 'yes';
  return ['no', 'n', 'no thanks', 'no thank you'].includes(word) ? 'no' : undefined;
};

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

/** Of which group they were asked: the last to which they have been. */
export const askedOf = (referral: Referral): Onward | undefined => referral.onward.filter(hasBeenThere).at(-1);

/** The person's own answer, as they sent it; who has been nowhere has answered something else. */
export const personSaid = (draft: Draft, answer: GoAgain): void => {
  const { referral, now } = draft;
  const onward = askedOf(referral);
  if (!onward || goAgainOf(referral, onward) === answer) return;
  const person = { reference: referenceTo(referral.patient) };
  draft.put(
    {
      ...{ resourceType: 'Communication', id: draft.nextId('m'), status: 'completed', sent: now },
      ...{ category: [recordKind('go-again')], topic: concept(systems.goAgain, answer, goAgain[answer]) },
      ...{ subject: person, sender: person, about: [{ reference: referenceTo(onward.task) }] },
    },
    { type: 'recorded', task: referenceTo(onward.task) },
  );
};
