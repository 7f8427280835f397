import type { Location, Organisation, Service } from '../../mappings/directory/profile.ts';
import type { DirectoryTable } from './feeds.ts';
import { fhirId, shardOf } from './keys.ts';
import { type Holding, holding } from './rebuild.ts';
import { type Search, search } from './search.ts';

/** What the APIs read of the directory. Nothing here writes. */
export interface Directory extends Search {
  /** One service by its key, whole. */
  service(key: string): Promise<Holding | undefined>;
}

export const directory = (at: DirectoryTable): Directory => ({
  ...search(at),
  service: (key) => holding(at, shardOf(key), key),
});

/** The organisation with this id over FHIR, by the first service that it runs. */
export const organisationIn = (service: Service, id: string): Organisation | undefined =>
  service.organization && fhirId(service.organization.id) === id ? service.organization : undefined;

export const locationIn = ({ service_at_locations = [] }: Service, id: string): Location | undefined =>
  service_at_locations.flatMap(({ location }) => (location && fhirId(location.id) === id ? [location] : []))[0];
