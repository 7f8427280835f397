import { outwardCodePlaces } from '../../contracts/areas/outward-codes.ts';
import { today } from '../domain/calendar.ts';
import { askFor } from '../domain/directory/ask-for.ts';
import { type Weighed, weighRanked } from '../domain/options/weigh-ranked.ts';
import type { Referral } from '../domain/referral.ts';
import type { Participants } from '../usecases/ports.ts';
import { knownNow } from './known-now.ts';
import type { Search } from './search.ts';

interface WeighPorts {
  readonly directory: Search;
  readonly participants: Pick<Participants, 'organisation'>;
}

/** What of a list that somebody else ranked may be offered to this person now: whoever was full then may have room, and the other way round. */
export const weighNow = async (
  ports: WeighPorts,
  referral: Referral,
  services: readonly string[],
  now: string,
): Promise<readonly Weighed[]> => {
  const { entries } = await ports.directory.catalogue();
  const named = entries.filter(({ key }) => services.includes(key));
  const known = await knownNow(ports, named, now);
  const ask = askFor(referral, { needs: [], today: today(now), places: outwardCodePlaces });
  return weighRanked(services, { entries, referral, ask, known });
};
