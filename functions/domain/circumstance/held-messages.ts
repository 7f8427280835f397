import type { Communication } from 'fhir/r4.js';
import { kindOf } from '../coding.ts';
import type { Draft } from '../decide/decision.ts';
import { type Referral, referenceTo } from '../referral.ts';
import { withItsWords } from '../said/correspondence.ts';

/** Made while the person may be with another practice: nothing goes out, and a person sees to it. */
export const isHeld = (communication: Communication): boolean =>
  kindOf(communication) === 'practice-message' && communication.status === 'on-hold';

export const heldMessages = (referral: Referral): Communication[] => referral.communications.filter(isHeld);

/** The practice is theirs after all: what waited goes out, in the words of its own time. */
export const releaseMessages = (draft: Draft): void => {
  for (const message of heldMessages(draft.referral))
    draft.put(withItsWords(message, { status: 'in-progress' }), {
      type: 'message-due',
      task: referenceTo(draft.referral.task),
    });
};
