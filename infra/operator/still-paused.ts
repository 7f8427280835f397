import { pauses } from '../../functions/domain/participant.ts';
import type { Participant } from '../../functions/usecases/ports.ts';

/** What whoever changes or tests a way has to know: nothing goes there yet. Empty when it is not paused. */
export const stillPaused = ({ paused, endpoint, webhook }: Participant, isTested = false): string => {
  if (!paused) return '';
  const next = !isTested && (endpoint ?? webhook) ? 'test it, then resume it' : 'resume it';
  return ` It is still paused (${pauses[paused.reason].says}): ${next}.`;
};
