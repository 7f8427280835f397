import type { FhirResource } from 'fhir/r4.js';
import { given } from '../../../domain/given.ts';
import { numberOf, type Reader } from '../../../domain/referral.ts';
import type { IndexPage, PlacedRow } from '../../../views/index-page.ts';
import { newsDays } from '../../../views/news.ts';
import type { FhirPorts } from '../../ports.ts';
import { isShownTo } from './found-referrals.ts';
import { needsLedger } from './includes.ts';
import type { Place } from './place.ts';
import { mostPerPage, type Question } from './question.ts';
import type { List, Searchable } from './searchable.ts';
import { fitting, type Unit, unitsOf, unitsWithin } from './units.ts';

export interface Page {
  readonly units: readonly Unit[];
  readonly next?: Place;
}

/** A day less than news are kept: what is asked for is there until the walk is over. */
const newsReachMs = (newsDays - 1) * 86_400_000;

/** Each costs a read of its ledger. */
const mostLedgers = 50;

/** The lists that hold every answer: what changed since, as far back as there are news; or what is open, and after it what has ended. */
type Walked = 'changes' | 'open' | 'ended' | 'heard';
const listsFor = <R extends FhirResource>(
  question: Question<R>,
  { forHearers }: Searchable<R>,
  asked: string,
): readonly Walked[] => {
  const { criteria } = question;
  const since = sinceOf(question);
  if (since !== undefined && Date.parse(since) > Date.parse(asked) - newsReachMs) return ['changes'];
  if (forHearers) return ['open', 'ended', 'heard'];
  return criteria.some((c) => c.onlyOpen) ? ['open'] : ['open', 'ended'];
};

const sinceOf = <R>({ bounds }: Question<R>): string | undefined =>
  bounds
    .flatMap((b) => (b.since === undefined ? [] : [b.since]))
    .sort()
    .at(-1);

/** Where few of the rows may answer, a page looks through as many as one batch read takes. */
const rowsFor = <R>({ criteria, count }: Question<R>): number =>
  criteria.every(({ name }) => name === 'owner' || name === 'requester') ? count : mostPerPage;

/** Where rows answer nothing, as those of a partner do, or those that are open, a page looks on; but not for ever. */
const mostLooked = 10;

/** The first page that holds something, or the end; past very many rows that hold nothing, an empty page that leads on. */
export const listPage = async <R extends FhirResource>(
  ports: FhirPorts,
  searchable: Searchable<R>,
  list: List<R>,
  question: Question<R>,
  reader: Reader,
  at: Place,
): Promise<Page> => {
  let page = await onePage(ports, searchable, list, question, reader, at);
  for (let looked = 1; page.units.length === 0 && page.next && looked < mostLooked; looked += 1)
    page = await onePage(ports, searchable, list, question, reader, page.next);
  return page;
};

/** A page of rows: one Query and one batch read; and one read of a ledger for each row where rows do not suffice. */
const onePage = async <R extends FhirResource>(
  ports: FhirPorts,
  searchable: Searchable<R>,
  list: List<R>,
  question: Question<R>,
  reader: Reader,
  at: Place,
): Promise<Page> => {
  const lists = listsFor(question, searchable, at.asked);
  const readsLedgers = list.from === 'ledgers' || needsLedger(question.includes);
  const limit = readsLedgers ? Math.min(question.count, mostLedgers) : rowsFor(question);
  const { rows, next } = await rowsOf(
    ports,
    lists[at.list] ?? 'open',
    sinceOf(question),
    reader.organisation,
    at.from,
    limit,
  );
  const found = await Promise.all(
    rows.map((placed) => unitsIn(ports, searchable, list, question, reader, placed, readsLedgers)),
  );
  const fresh = found.map((units, i) => (i === 0 ? restOf(units, rows[0], at) : units));
  return cut(fresh, rows, question.count, at, next, lists.length);
};

const rowsOf = async (
  { worklist, changes }: FhirPorts,
  list: Walked,
  since: string | undefined,
  organisation: string,
  from: string | undefined,
  limit: number,
): Promise<IndexPage> => {
  if (list === 'changes') return changes({ organisation, from: from ?? since ?? '', limit });
  const page = await worklist({
    organisation,
    ended: list === 'ended',
    ...(list === 'heard' ? { heardOnly: true } : {}),
    limit,
    ...(from === undefined ? {} : { from }),
  });
  return { rows: page.placed, ...(page.next === undefined ? {} : { next: page.next }) };
};

const unitsIn = async <R extends FhirResource>(
  ports: FhirPorts,
  searchable: Searchable<R>,
  list: List<R>,
  question: Question<R>,
  reader: Reader,
  { row, late }: PlacedRow,
  readsLedgers: boolean,
): Promise<Unit[]> => {
  const { forHearers } = searchable;
  if (!row.roles?.some((role) => (role === 'respondent' ? forHearers : role !== 'partner'))) return [];
  if (list.from === 'rows' && !readsLedgers) return unitsOf(ports, list.summaries(row), question, reader, late);
  if (list.from === 'ledgers' && !list.mayHold(row, late ?? sinceOf(question))) return [];
  const loaded = await ports.ledger.load(row.referral);
  if (!loaded || !isShownTo(loaded.referral, { ...searchable, organisation: reader.organisation })) return [];
  return unitsWithin(ports, searchable, question, loaded.referral, reader, late);
};

/** Without what was on the page before, where it is still the same referral that stands there: another has lost nothing to it. */
const restOf = (units: readonly Unit[], placed: PlacedRow | undefined, { part }: Place): readonly Unit[] =>
  part !== undefined && part.referral === placed?.row.referral
    ? units.filter(({ match }) => numberOf(match) > part.upTo)
    : units;

/** As many as the page holds, and the place after the last of them. */
const cut = (
  found: readonly (readonly Unit[])[],
  rows: readonly PlacedRow[],
  count: number,
  at: Place,
  next: string | undefined,
  lists: number,
): Page => {
  const all = found.flatMap((units, row) => units.map((unit) => ({ ...unit, row })));
  const kept = fitting(all, count);
  const left = all[kept.length];
  const { asked, list } = at;
  if (left) {
    const from = left.row === 0 ? at.from : rows[left.row - 1]?.place;
    const last = kept.at(-1);
    const begun = last?.row === left.row ? rows[left.row] : undefined;
    const part = begun && last ? { referral: begun.row.referral, upTo: numberOf(last.match) } : undefined;
    return {
      units: kept,
      next: { asked, list, ...given({ from, part: part ?? (left.row === 0 ? at.part : undefined) }) },
    };
  }
  if (next !== undefined) return { units: kept, next: { asked, list, from: next } };
  return { units: kept, ...(list + 1 < lists ? { next: { asked, list: list + 1 } } : {}) };
};
