import { today } from '../domain/calendar.ts';
import type { AskCompanion } from '../domain/companion/decide-ask-companion.ts';
import { whyNotAsked } from '../domain/participant.ts';
import type { Clock, Participants } from './ports.ts';

interface CompanionPorts {
  readonly participants: Pick<Participants, 'organisation'>;
  readonly clock: Clock;
}

/** What `decide` must know of the companion who is asked; undefined: nobody is one by this code. */
export const knownCompanion = async (
  { participants, clock }: CompanionPorts,
  code: string,
): Promise<AskCompanion['known']> => {
  const found = await participants.organisation(code);
  if (found?.kind !== 'companion' || !found.companion) return undefined;
  const notAsked = whyNotAsked(found, today(clock()));
  return { clearance: found.companion, ...(notAsked ? { notAsked } : {}) };
};
