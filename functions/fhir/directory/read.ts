import type { FhirResource } from 'fhir/r4.js';
import { showListedOrganisation, showLocation } from '../../../mappings/directory/fhir.ts';
import type { Catalogue } from '../../directory/catalogue.ts';
import { locationIn, organisationIn } from '../../directory/directory.ts';
import { fhirId } from '../../directory/keys.ts';
import { lastSaid } from '../../directory/rebuild.ts';
import type { Entry } from '../../domain/directory/entry.ts';
import { successorOf } from '../../domain/directory/successor.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Answer, SignedIn } from '../../http/request.ts';
import { resourceAnswer } from '../../http/resource.ts';
import { log } from '../../runtime/log.ts';
import type { FhirPorts } from '../ports.ts';
import { isKnown, unchanged } from '../reading/conditional.ts';
import { shownService } from './search.ts';

const answer = ({ headers }: SignedIn, found: FhirResource | undefined): Result<Answer> => {
  if (!found) return refuse('not-found');
  return ok(isKnown(headers, found) ? unchanged(found) : resourceAnswer(200, found));
};

/** GET HealthcareService/{id}: also of one that is gone, which says so. */
export const readService =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const catalogue = await ports.directory.catalogue();
    const entry = catalogue.entries.find(({ key }) => key === request.params.id);
    const known = { now: request.now, capacity: await ports.directory.capacity(request.now) };
    const successor = entry && successorOf(catalogue.entries, entry);
    if (successor) log('service-succeeded', { service: entry.key, successor: successor.key });
    return answer(request, entry && (await shownService(ports, catalogue, entry, known)));
  };

/** What stands inside a service, found by the first that has it. */
const readWithin =
  (
    has: (entry: Entry, id: string) => boolean,
    show: (
      id: string,
      found: NonNullable<Awaited<ReturnType<FhirPorts['directory']['service']>>>,
      source: string,
    ) => FhirResource | undefined,
  ) =>
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Result<Answer>> => {
    const id = request.params.id ?? '';
    const catalogue: Catalogue = await ports.directory.catalogue();
    const entry = catalogue.entries.find((one) => has(one, id) && !one.gone);
    const found = entry && (await ports.directory.service(entry.key));
    const source = catalogue.sources.find(({ name }) => name === entry?.feed)?.url ?? '';
    return answer(request, found && show(id, found, source));
  };

const told = (
  { stored, said }: NonNullable<Awaited<ReturnType<FhirPorts['directory']['service']>>>,
  source: string,
) => ({
  ...{ source, changed: lastSaid(stored, said), version: stored.version },
});

/** GET Organization/{id} of the directory. */
export const readListedOrganisation = readWithin(
  (entry, id) => entry.organisation?.key === id,
  (id, found, source) => {
    const organisation = organisationIn(found.service, id);
    return organisation && showListedOrganisation(id, organisation, told(found, source));
  },
);

/** GET Location/{id} */
export const readLocation = readWithin(
  (entry, id) => entry.places.some(({ location }) => location !== undefined && fhirId(location) === id),
  (id, found, source) => {
    const location = locationIn(found.service, id);
    return location && showLocation(id, location, told(found, source));
  },
);
