import { thisSafeguarding } from '../../contracts/areas/this-safeguarding.ts';
import { dateAfter, instantOf, today } from '../../functions/domain/calendar.ts';
import { nextReading } from '../../functions/domain/concern/rota.ts';
import type { StartedHub } from './hub.ts';

/** Moves the hub to a minute after that desk began to read on one of the next days: at the end of this one nobody would be told any more. */
export const whenDeskReads = async (hub: StartedHub, desk: 'adults' | 'children'): Promise<void> => {
  const now = await hub.now();
  const midnight = instantOf(dateAfter(today(now.toISOString()), 1), '00:00');
  const { from } = nextReading(thisSafeguarding, desk, midnight);
  await hub.advance((Date.parse(from) - now.getTime()) / 60_000 + 1);
};
