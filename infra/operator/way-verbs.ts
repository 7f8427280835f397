import { thisArea } from '../../contracts/areas/this-area.ts';
import { ways } from '../../contracts/lifecycle/ways.ts';
import { wayFrom } from '../../functions/domain/reach.ts';
import { changeWays, type WaysChange } from '../../functions/usecases/change-ways.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { operator, registered, saidOfWay } from './registered.ts';
import { oneOf, type Verb } from './verbs.ts';

const changing = (usage: string, change: (typed: string) => WaysChange): Verb => ({
  usage,
  words: 1,
  run: async (organisation, [typed = ''], _, at) => {
    const { secureMailDomains } = thisArea;
    const ports = { ...at, secureMailDomains };
    const done = registered(await changeWays(ports)({ actor: operator, organisation, change: change(typed) }));
    return saidOfWay(done, `${organisation}: ${reachedBy(done.record)}`);
  },
});

/** In the order in which they are tried here. */
const reachedBy = (by: Participant): string => {
  const found = thisArea.ways.filter((way) => wayFrom([way], by) === way).map((way) => ways[way]);
  return found.length > 0 ? `${found.join('; then ')}; then a person.` : 'no way: a person tells it everything.';
};

const given = (typed: string): string | undefined => (typed === 'none' ? undefined : typed);

/** How a practice is reached besides its endpoint; the order is the area's (contracts/areas). */
export const wayVerbs: Readonly<Record<string, Verb>> = {
  fetches: changing('yes|no', (typed) => ({
    way: 'polls',
    fetches: oneOf(['yes', 'no'] as const, typed, 'Whether its software fetches') === 'yes',
  })),
  mesh: changing('<mailbox>|none', (typed) => {
    const mailbox = given(typed);
    return { way: 'mesh', ...(mailbox === undefined ? {} : { mailbox }) };
  }),
  mail: changing('<address on a secure domain>|none', (typed) => {
    const address = given(typed);
    return { way: 'mail', ...(address === undefined ? {} : { address }) };
  }),
  post: changing('"<line>; <line>; <postcode>"|none', (typed) => {
    const lines = given(typed)
      ?.split(';')
      .map((line) => line.trim());
    return { way: 'post', ...(lines === undefined ? {} : { lines }) };
  }),
};
