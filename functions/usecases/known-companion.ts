import { today } from '../domain/calendar.ts';
import type { AskCompanion } from '../domain/companion/decide-ask-companion.ts';
import { type NotAsked, whyNotAsked } from '../domain/participant.ts';
import type { Clock, Participant, Participants } from './ports.ts';

interface CompanionPorts {
  readonly participants: Pick<Participants, 'organisation'>;
  readonly clock: Clock;
}

/** Whoever said that they no longer do this is asked nothing, however they are cleared. */
export const whyCompanionNotAsked = (one: Participant, today: string): NotAsked | undefined =>
  one.organiser?.stopped === undefined ? whyNotAsked(one, today) : 'no-longer';

/** What `decide` must know of the companion who is asked; undefined: nobody is one by this code. */
export const knownCompanion = async (
  { participants, clock }: CompanionPorts,
  code: string,
): Promise<AskCompanion['known']> => {
  const found = await participants.organisation(code);
  if (found?.kind !== 'companion' || !found.companion) return undefined;
  const notAsked = whyCompanionNotAsked(found, today(clock()));
  return { clearance: found.companion, ...(notAsked ? { notAsked } : {}) };
};
