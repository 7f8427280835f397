import type { Practice, Sent } from '../county/practice.ts';
import type { Desk } from '../county/wellbeing.ts';

/**
 * The day after a practice was away for long, somebody of the service rings: what the hub gave up to send is told by
 * telephone. What has come meanwhile, or was written after the practice was back, it reads for itself.
 */
export const ringRound = async (
  desk: Desk,
  practice: Practice,
  all: readonly (Sent | undefined)[],
  back: number,
): Promise<void> => {
  for (const sent of all) {
    if (sent?.organisation !== practice.organisation) continue;
    for (const message of await desk.unread(`${sent.id}.t1`))
      if (Date.parse(String(message.sent)) < back && !practice.hasMessage(message.id ?? '')) await desk.ring(message);
  }
};
