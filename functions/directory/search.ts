import type { Known } from '../domain/directory/ask.ts';
import { capacityNow, newestOf } from '../domain/directory/capacity.ts';
import type { Entry } from '../domain/directory/entry.ts';
import { capacityStore } from './capacity-store.ts';
import { type Catalogue, catalogueReader } from './catalogue.ts';
import type { DirectoryTable } from './feeds.ts';

/** What a search looks at: all that is offered, and whether it has room. */
export interface Search {
  catalogue(): Promise<Catalogue>;
  /** Whether each has room now. */
  capacity(now: string): Promise<Known['capacity']>;
}

export const search = (at: DirectoryTable): Search => {
  const facts = capacityStore(at);
  return {
    catalogue: catalogueReader(at),
    capacity: async (now) => {
      const of = Map.groupBy(await facts.all(), (fact) => fact.of);
      return ({ key, partner }: Entry) =>
        capacityNow(newestOf([...(of.get(key) ?? []), ...(partner === undefined ? [] : (of.get(partner) ?? []))]), now);
    },
  };
};
