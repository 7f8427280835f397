import type { Location, Organisation, Service } from '../../mappings/directory/profile.ts';
import type { Known } from '../domain/directory/ask.ts';
import { capacityNow, newestOf } from '../domain/directory/capacity.ts';
import type { Entry } from '../domain/directory/entry.ts';
import { capacityStore } from './capacity-store.ts';
import { type Catalogue, catalogueReader } from './catalogue.ts';
import type { DirectoryTable } from './feeds.ts';
import { fhirId, shardOf } from './keys.ts';
import { type Holding, holding } from './rebuild.ts';

/** What the APIs read of the directory. Nothing here writes. */
export interface Directory {
  catalogue(): Promise<Catalogue>;
  /** One service by its key, whole. */
  service(key: string): Promise<Holding | undefined>;
  /** Whether each has room now. */
  capacity(now: string): Promise<Known['capacity']>;
}

export const directory = (at: DirectoryTable): Directory => {
  const facts = capacityStore(at);
  return {
    catalogue: catalogueReader(at),
    service: (key) => holding(at, shardOf(key), key),
    capacity: async (now) => {
      const of = Map.groupBy(await facts.all(), (fact) => fact.of);
      return ({ key, partner }: Entry) =>
        capacityNow(newestOf([...(of.get(key) ?? []), ...(partner === undefined ? [] : (of.get(partner) ?? []))]), now);
    },
  };
};

/** The organisation with this id over FHIR, by the first service that it runs. */
export const organisationIn = (service: Service, id: string): Organisation | undefined =>
  service.organization && fhirId(service.organization.id) === id ? service.organization : undefined;

export const locationIn = ({ service_at_locations = [] }: Service, id: string): Location | undefined =>
  service_at_locations.flatMap(({ location }) => (location && fhirId(location.id) === id ? [location] : []))[0];
