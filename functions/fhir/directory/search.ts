import type { Bundle, BundleEntry, FhirResource, HealthcareService } from 'fhir/r4.js';
import { showService } from '../../../mappings/directory/fhir.ts';
import type { Catalogue } from '../../directory/catalogue.ts';
import { fhirId } from '../../directory/keys.ts';
import { knownNow, loadNow } from '../../directory/known-now.ts';
import { lastSaid } from '../../directory/rebuild.ts';
import type { Known } from '../../domain/directory/ask.ts';
import type { Entry } from '../../domain/directory/entry.ts';
import { isStale } from '../../domain/directory/freshness.ts';
import { type Ranked, type Ranking, rank } from '../../domain/directory/rank.ts';
import { successorOf } from '../../domain/directory/successor.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { Reply, SignedIn } from '../../http/request.ts';
import { log } from '../../runtime/log.ts';
import type { FhirPorts } from '../ports.ts';
import { readServiceQuestion, type ServiceQuestion } from './question.ts';

/** The system of the identifiers that a directory gives. */
const sourceOf = ({ sources }: Catalogue, { feed }: Entry): string =>
  sources.find(({ name }) => name === feed)?.url ?? feed;

/** One service as it is shown; undefined where its entry went while somebody asked. */
export const shownService = async (
  { directory }: Pick<FhirPorts, 'directory'>,
  catalogue: Catalogue,
  entry: Entry,
  known: Pick<Known, 'capacity' | 'now'>,
  why?: string,
): Promise<HealthcareService | undefined> => {
  const found = await directory.service(entry.key);
  if (!found) return undefined;
  const successor = successorOf(catalogue.entries, entry);
  return showService({
    ...(successor ? { successor } : {}),
    ...{ entry, service: found.service, capacity: known.capacity(entry), stale: isStale(entry.checked, known.now) },
    ...{ source: sourceOf(catalogue, entry), keyOf: fhirId },
    ...{ changed: lastSaid(found.stored, found.said), version: found.stored.version },
    ...(why === undefined ? {} : { why }),
  });
};

const outcome = (text: string): BundleEntry<FhirResource> => ({
  resource: {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'information', code: 'informational', details: { text } }],
  },
  search: { mode: 'outcome' },
});

const nobodyChecked =
  'Nobody has checked these for half a year: ring before one of them is offered. None is ranked first.';

/** GET HealthcareService, and POST of the same as a form. */
export const searchServices =
  (ports: FhirPorts) =>
  async (request: SignedIn): Promise<Reply> => {
    const { principal, now } = request;
    const query = new URLSearchParams([...request.query, ...new URLSearchParams(request.body)]);
    const bound = `services ${principal.actor.organisation} ${withoutPage(query)}`;
    const page = query.get('_page');
    const offset = page === null ? '0' : ports.cursors.open(page, bound);
    if (offset === undefined) return refuse('invalid-parameter', { expression: '_page' });
    const question = readServiceQuestion(query, Number(offset));
    if (!question.ok) return question;
    const catalogue = await ports.directory.catalogue();
    // What is gone is only found by its id.
    const byId = query.has('_id') || query.has('identifier');
    const found = catalogue.entries.filter(
      (entry) => (byId || !entry.gone) && question.value.holds(entry, sourceOf(catalogue, entry)),
    );
    const url = `${ports.publicUrl}/FHIR/R4/HealthcareService`;
    const self = { relation: 'self', url: query.size > 0 ? `${url}?${query}` : url };
    const known = await knownNow(ports, found, now);
    const show = (entry: Entry, why?: string) => shownService(ports, catalogue, entry, known, why);
    if (question.value.ranked) {
      const { ask } = question.value;
      const ranking = rank(found, ask, { ...known, load: await loadNow(ports, found, ask, now) });
      return ok({ status: 200, body: await ranked(ports, ranking, show, self) });
    }
    const { from, next } = pageOf(found, question.value);
    const shown = await Promise.all(
      [...from, ...successorsOf(catalogue.entries, from, query)].map((entry) => show(entry)),
    );
    const more = new URLSearchParams(withoutPage(query));
    if (next !== undefined) more.set('_page', ports.cursors.seal(String(next), bound));
    const links = [self, ...(next === undefined ? [] : [{ relation: 'next', url: `${url}?${more}` }])];
    const entries = shown.flatMap((one) => (one ? [entryOf(ports.publicUrl, one)] : []));
    return ok({ status: 200, body: bundle(found.length, links, entries) });
  };

/** Who asks by the id of one that is closed or gone is led to what has taken its place, and it is on record that they were. */
const successorsOf = (all: readonly Entry[], found: readonly Entry[], query: URLSearchParams): Entry[] =>
  query.has('_id')
    ? found.flatMap((entry) => {
        const successor = successorOf(all, entry);
        if (!successor || found.includes(successor)) return [];
        log('service-succeeded', { service: entry.key, successor: successor.key });
        return [successor];
      })
    : [];

const withoutPage = (query: URLSearchParams): string =>
  new URLSearchParams([...query].filter(([name]) => name !== '_page')).toString();

/** By name, those that are open first. */
const pageOf = (found: readonly Entry[], { offset, count }: ServiceQuestion) => {
  const sorted = found.toSorted(
    (a, b) => Number(b.open) - Number(a.open) || a.name.localeCompare(b.name, 'en') || (a.key < b.key ? -1 : 1),
  );
  const next = offset + count;
  return { from: sorted.slice(offset, next), next: next < sorted.length ? next : undefined };
};

const entryOf = (publicUrl: string, resource: HealthcareService, score?: number): BundleEntry<FhirResource> => ({
  fullUrl: `${publicUrl}/FHIR/R4/HealthcareService/${resource.id}`,
  resource,
  search: { mode: 'match', ...(score === undefined ? {} : { score }) },
});

const bundle = (total: number, link: Bundle['link'], entry: BundleEntry<FhirResource>[]): Bundle<FhirResource> => ({
  ...{ resourceType: 'Bundle', type: 'searchset', total },
  ...(link ? { link } : {}),
  entry,
});

const ranked = async (
  { publicUrl }: Pick<FhirPorts, 'publicUrl'>,
  { options, toCheck, fitting }: Ranking,
  show: (entry: Entry, why?: string) => Promise<HealthcareService | undefined>,
  self: { readonly relation: string; readonly url: string },
): Promise<Bundle<FhirResource>> => {
  const shown = async (all: readonly Ranked[], first: string): Promise<BundleEntry<FhirResource>[]> => {
    const found = await Promise.all(all.map(({ entry, why }) => show(entry, `${first}${why}`)));
    // R4: a number from 0 to 1; best first.
    return found.flatMap((one, at) => (one ? [entryOf(publicUrl, one, Math.round(100 / (at + 1)) / 100)] : []));
  };
  const entries = [...(await shown(options, '')), ...(await shown(toCheck, 'not ranked: '))];
  return bundle(fitting, [self], toCheck.length > 0 ? [...entries, outcome(nobodyChecked)] : entries);
};
