import type { FhirResource } from 'fhir/r4.js';
import { numberOf, type Reader, type Referral } from '../../../domain/referral.ts';
import type { FhirPorts } from '../../ports.ts';
import { show } from '../show.ts';
import { view } from '../view.ts';
import { includesOf } from './includes.ts';
import type { Question } from './question.ts';
import type { Searchable } from './searchable.ts';

/** One match as it leaves the hub, with what it brings along. */
export interface Unit {
  readonly match: FhirResource;
  readonly includes: readonly FhirResource[];
  /** Where it was read whole, from its ledger. */
  readonly referral?: Referral;
}

/** `late`: what changed from then on was in no list when this poller asked last, so that no lower bound leaves it out. */
const isMeant = <R extends FhirResource>(
  { criteria, bounds }: Question<R>,
  resource: R,
  referral: Referral | undefined,
  late = '~',
): boolean => {
  const { lastUpdated = '' } = resource.meta ?? {};
  const isLate = lastUpdated >= late;
  return (
    criteria.every((c) => c.holds(resource, referral)) &&
    bounds.every((b) => b.holds(lastUpdated) || (isLate && b.since !== undefined))
  );
};

/** What changes of a resource counts as this organisation is shown it: a filter must not tell that more has happened. */
const asShown = <R extends FhirResource>(resource: R, referral: Referral, reader: Reader): R | undefined => {
  const shown = view(referral, resource, reader);
  if (shown === undefined) return undefined;
  const status = 'status' in shown && 'status' in resource ? { status: shown.status } : {};
  return { ...resource, ...status, ...(shown.meta ? { meta: shown.meta } : {}) };
};

/** What of a referral answers the question, as this organisation sees it. */
export const unitsWithin = async <R extends FhirResource>(
  ports: FhirPorts,
  { within }: Searchable<R>,
  question: Question<R>,
  referral: Referral,
  reader: Reader,
  late?: string,
): Promise<Unit[]> => {
  const meant = within(referral, reader.organisation).filter((resource) => {
    const judged = asShown(resource, referral, reader);
    return judged !== undefined && isMeant(question, judged, referral, late);
  });
  const shown = await Promise.all(
    [...meant].sort((a, b) => numberOf(a) - numberOf(b)).map((r) => show(ports, referral, r, reader)),
  );
  const matches = shown.filter((r) => r !== undefined);
  return Promise.all(
    matches.map(async (match) => ({
      match,
      includes: await includesOf(ports, question.includes, match, reader, referral),
      referral,
    })),
  );
};

/** The same, of summaries. */
export const unitsOf = <R extends FhirResource>(
  ports: FhirPorts,
  summaries: readonly R[],
  question: Question<R>,
  reader: Reader,
  late?: string,
): Promise<Unit[]> =>
  Promise.all(
    summaries
      .filter((summary) => isMeant(question, summary, undefined, late))
      .sort((a, b) => numberOf(a) - numberOf(b))
      .map(async (match) => ({ match, includes: await includesOf(ports, question.includes, match, reader) })),
  );

/** Well below the 6 MB that a function may answer with. */
const mostBytes = 3_000_000;

/** As many from the beginning as a page holds: by number, and by size but for the first. */
export const fitting = <T extends Pick<Unit, 'match' | 'includes'>>(units: readonly T[], count: number): T[] => {
  const kept: T[] = [];
  let bytes = 0;
  for (const unit of units.slice(0, count)) {
    bytes += Buffer.byteLength(JSON.stringify([unit.match, unit.includes]));
    if (bytes > mostBytes && kept.length > 0) break;
    kept.push(unit);
  }
  return kept;
};
