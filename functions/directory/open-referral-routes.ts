import { pageOf, showOpenReferral } from '../../mappings/directory/open-referral.ts';
import type { Service } from '../../mappings/directory/profile.ts';
import type { Entry } from '../domain/directory/entry.ts';
import { type Result, refuse } from '../domain/result.ts';
import type { Answer, ApiRequest, OpenRoute, Reply } from '../http/request.ts';
import type { Catalogue } from './catalogue.ts';
import type { Directory } from './directory.ts';
import { fits, type Listing, readListing } from './listing.ts';

const path = '/directory/v3';

interface Ports {
  readonly directory: Pick<Directory, 'catalogue' | 'service'>;
  readonly publicUrl: string;
}

/** Anybody may read it from a page of their own: https://docs.openreferraluk.org, "CORS". */
const open = { 'access-control-allow-origin': '*' };
const answer = (body: object): Answer => ({ status: 200, headers: open, body });

type Handle = (ports: Ports, request: ApiRequest, catalogue: Catalogue) => Promise<Reply> | Reply;

/** Open Referral UK 3.0, reading only: standards.md 8.1. What is gone is not listed; what is closed says so by its status. */
export const openReferralRoutes = (ports: Ports): readonly OpenRoute[] =>
  Object.entries(handlers).map(([at, handle]) => ({
    ...{ method: 'GET', path: `${path}${at}`, open: true },
    handle: async (request) => handle(ports, request, await ports.directory.catalogue()),
  }));

const listed = ({ entries }: Catalogue): readonly Entry[] => entries.filter(({ gone }) => gone === undefined);

/** As many at once as one person waits for. */
const wholeOf = async ({ directory }: Ports, entries: readonly Entry[]): Promise<readonly Service[]> => {
  const found = await Promise.all(entries.map(({ key }) => directory.service(key)));
  return found.flatMap((one) => (one ? [showOpenReferral(one.service)] : []));
};

const cut = <T>(all: readonly T[], { page, perPage }: Listing): readonly T[] =>
  all.slice((page - 1) * perPage, page * perPage);

const inPages =
  (make: (ports: Ports, asked: Listing, catalogue: Catalogue) => Promise<Answer> | Answer): Handle =>
  async (ports, { query }, catalogue): Promise<Result<Answer> | Answer> => {
    const asked = readListing(query);
    return asked.ok ? make(ports, asked.value, catalogue) : asked;
  };

const listing = <T>(all: readonly T[], asked: Listing): Answer =>
  answer(pageOf(cut(all, asked), asked.page, asked.perPage, all.length));

const about: Handle = ({ publicUrl }, _, { sources, at }) =>
  answer({
    version: 'HSDS-UK-3.0',
    profile: 'https://docs.openreferraluk.org/en/3.0-dev/',
    openapi_url: 'https://docs.openreferraluk.org/en/latest/openapi30.json',
    services_url: `${publicUrl}${path}/services`,
    as_of: at,
    // Whose data it is, under which licence, and how old: of each directory that it comes from.
    sources: sources.map(({ name, url, publisher, licence, licenceUrl, success }) => ({
      ...{ name, url, publisher, licence, ...(licenceUrl === undefined ? {} : { licence_url: licenceUrl }) },
      last_success: success ?? null,
    })),
  });

const services = inPages(async (ports, asked, catalogue) => {
  const all = listed(catalogue).filter((entry) => fits(entry, asked));
  const shown = await wholeOf(ports, cut(all, asked));
  return answer(pageOf(shown, asked.page, asked.perPage, all.length));
});

const service: Handle = async (ports, { params }, catalogue) => {
  const found = await wholeOf(
    ports,
    listed(catalogue).filter((entry) => entry.service === params.id),
  );
  return found[0] ? answer(found[0]) : refuse('not-found');
};

const terms = inPages((_, asked, catalogue) => listing(catalogue.terms, asked));

const term: Handle = (_, { params }, catalogue) => {
  const found = catalogue.terms.find(({ id }) => id === params.id);
  return found ? answer(found) : refuse('not-found');
};

/** The taxonomies that terms name; a name is all that most directories give of one. */
const taxonomiesIn = ({ terms: all }: Catalogue) =>
  [...new Set(all.flatMap(({ taxonomy }) => taxonomy ?? []))].sort().map((name) => ({
    ...{ id: encodeURIComponent(name).slice(0, 64), name, description: name },
    taxonomy_terms: all.filter(({ taxonomy }) => taxonomy === name),
  }));

const taxonomies = inPages((_, asked, catalogue) =>
  listing(
    taxonomiesIn(catalogue).map(({ taxonomy_terms: _, ...one }) => one),
    asked,
  ),
);

const taxonomy: Handle = (_, { params }, catalogue) => {
  const found = taxonomiesIn(catalogue).find(({ id }) => id === encodeURIComponent(params.id ?? '').slice(0, 64));
  return found ? answer(found) : refuse('not-found');
};

/** A service at a place, with the service beside it. */
const atPlaces = async (ports: Ports, pairs: readonly { entry: Entry; at: number }[]) => {
  const found = await Promise.all(pairs.map(({ entry }) => ports.directory.service(entry.key)));
  return pairs.flatMap(({ at }, i) => {
    const whole = found[i] && showOpenReferral(found[i].service);
    const place = whole?.service_at_locations?.[at];
    if (!whole || !place) return [];
    const { service_at_locations: _, ...rest } = whole;
    return [{ ...place, service: rest }];
  });
};

const pairsIn = (catalogue: Catalogue) =>
  listed(catalogue).flatMap((entry) => entry.places.map((place, at) => ({ entry, place, at })));

const places = inPages(async (ports, asked, catalogue) => {
  const all = pairsIn(catalogue).filter(({ entry }) => fits(entry, asked));
  return answer(pageOf(await atPlaces(ports, cut(all, asked)), asked.page, asked.perPage, all.length));
});

const place: Handle = async (ports, { params }, catalogue) => {
  const found = await atPlaces(
    ports,
    pairsIn(catalogue)
      .filter((one) => one.place.id === params.id)
      .slice(0, 1),
  );
  return found[0] ? answer(found[0]) : refuse('not-found');
};

const handlers: Readonly<Record<string, Handle>> = {
  '': about,
  '/services': services,
  '/services/{id}': service,
  '/taxonomies': taxonomies,
  '/taxonomies/{id}': taxonomy,
  '/taxonomy_terms': terms,
  '/taxonomy_terms/{id}': term,
  '/service_at_locations': places,
  '/service_at_locations/{id}': place,
};
