import type { Area } from '../../contracts/areas/area.ts';
import { clinicalOwner } from '../domain/call/clinical-owner.ts';
import type { AskCall } from '../domain/call/decide-ask-call.ts';
import { referrerOf } from '../domain/parties.ts';
import { wayFrom } from '../domain/reach.ts';
import type { Referral } from '../domain/referral.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Participant, Participants } from './ports.ts';

export interface AskCallPorts {
  readonly participants: Participants;
  readonly area: Pick<Area, 'ways' | 'clinicalOwner'>;
}

/**
 * Whether it can be sent that somebody is not well. Only to who gives direct care, is switched on and not paused, and by a way that
 * arrives within hours: nobody waits for a letter, and only who referred finds what is left to be fetched.
 */
const canBeSent = (by: Participant, referral: Referral, { ways }: AskCallPorts['area']): boolean => {
  const way = wayFrom(ways, by);
  const arrives = way === 'fhir' || way === 'document' || way === 'mail';
  return (
    [by.active, by.kind === 'practice', by.tier === 'full', by.paused?.reason !== 'operator'].every(Boolean) &&
    (arrives || (way === 'poll' && by.organisation === referrerOf(referral)))
  );
};

/**
 * "Not well, please call", whoever says so and by whichever door: finds who is to read it, as the register and the referral stand
 * now. Whoever cannot be told is not named, and the coordinator rings.
 */
export const askCall =
  ({ participants, area }: AskCallPorts) =>
  (said: Omit<AskCall, 'kind' | 'owner'>) =>
  async (referral: Referral): Promise<Result<AskCall>> => {
    const owner = clinicalOwner(referral, area.clinicalOwner);
    const found = owner === undefined ? undefined : await participants.organisation(owner);
    const sent = found !== undefined && canBeSent(found, referral, area);
    return ok({ kind: 'ask-call', ...said, ...(sent ? { owner: found.organisation } : {}) });
  };
