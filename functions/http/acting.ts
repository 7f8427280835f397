import { ok, type Result, refuse } from '../domain/result.ts';
import type { Participant, Participants } from '../usecases/ports.ts';

/** The part of the register that the pipeline asks; cached, so that it costs a warm request nothing. */
export type ActingOrganisations = Pick<Participants, 'organisation'>;

/**
 * Whether the organisation that a caller acts for takes part. The one place for both APIs: a practice is switched off here,
 * and the other practices of its supplier's software go on with the same key.
 */
export const takesPart = async (
  participants: ActingOrganisations,
  organisation: string,
): Promise<Result<Participant>> => {
  const known = await participants.organisation(organisation);
  if (!known) return refuse('wrong-organisation', { diagnostics: 'It is not registered with this hub.' });
  return known.active ? ok(known) : refuse('organisation-switched-off');
};
