import { readItem } from '../../mappings/directory/item.ts';
import { mostItems, type Page, readPage } from '../../mappings/directory/page.ts';
import { isObject } from '../../mappings/directory/read.ts';
import type { EntryStore } from './entries.ts';
import type { Feed, Outcome, Run } from './feeds.ts';
import type { FeedSource, Fetched } from './fetch-feed.ts';
import { fhirId } from './keys.ts';
import { mostReported, type Reports } from './reports.ts';

export interface ImportPorts {
  readonly source: FeedSource;
  readonly entries: EntryStore;
  readonly reports: Reports;
  readonly clock: () => string;
}

/** How much of one feed is ever read (issue 9: a hostile feed harms nothing but itself). */
export const caps = {
  perPage: 50,
  pages: 1_000,
  items: mostItems,
  bytes: 300_000_000,
  /** Tries of one page, one for each call of the function. */
  failures: 8,
  hours: 12,
} as const;

/** A run goes on, or has ended. */
export type Step = { readonly run: Run } | { readonly outcome: Outcome; readonly run: Run };

export const newRun = (now: string): Run => ({
  ...{ began: now, page: 1, done: 0, pages: 0, kept: 0, quarantined: 0, bytes: 0, failures: 0, details: true },
});

/** Reads on where the run stands, until `until`: what was written before a function ended is not read again. */
export const importFeed =
  (ports: ImportPorts) =>
  async (feed: Feed, from: Run, until: string): Promise<Step> => {
    let step: Step = { run: from };
    while (!('outcome' in step) && ports.clock() < until) {
      step = await onePage(ports, feed, step.run, until);
      if (step.run.failures > 0) break;
    }
    return step;
  };

const overCaps = ({ pages, bytes, kept, quarantined, began }: Run, now: string): Outcome | undefined => {
  if (pages >= caps.pages || Date.parse(now) - Date.parse(began) > caps.hours * 3_600_000) return 'endless';
  if (kept + quarantined > caps.items) return 'too-many';
  return bytes > caps.bytes ? 'too-large' : undefined;
};

const failed = (run: Run, outcome: Outcome): Step =>
  outcome !== 'unreachable' || run.failures + 1 >= caps.failures
    ? { outcome, run }
    : { run: { ...run, failures: run.failures + 1 } };

const onePage = async (ports: ImportPorts, feed: Feed, run: Run, until: string): Promise<Step> => {
  const over = overCaps(run, ports.clock());
  if (over) return { outcome: over, run };
  const got = await ports.source.page(feed.url, run.page, caps.perPage);
  if (got.kind === 'gone') return failed(run, run.page === 1 ? 'not-a-feed' : 'unreachable');
  if (got.kind === 'failed') return failed(run, got.outcome);
  const page = readPage(got.body);
  if (!page) return failed(run, 'not-a-feed');
  if (page.isCut) return failed(run, 'too-many');
  if (isGap(page, run.page)) return failed(run, 'unreachable');
  if (got.hash === run.last && page.items.length > 0)
    return { outcome: page.pages === undefined ? 'complete' : 'endless', run };
  const read = await readOn(ports, feed, { ...run, failures: 0 }, page, until);
  if (read.done < page.items.length) return { run: read };
  const next = {
    ...read,
    page: run.page + 1,
    done: 0,
    pages: run.pages + 1,
    bytes: run.bytes + got.bytes,
    last: got.hash,
  };
  return isLast(page, run.page) ? { outcome: 'complete', run: next } : { run: next };
};

const isLast = ({ isLast: says, pages }: Page, number: number): boolean =>
  says || (pages !== undefined && number >= pages);

/** Nothing where it says itself that more follows: a fault of the moment, which would take out all that stands on the pages after it. */
const isGap = ({ items, pages = 0 }: Page, number: number): boolean => items.length === 0 && number < pages;

const readOn = async (ports: ImportPorts, feed: Feed, from: Run, page: Page, until: string): Promise<Run> => {
  let run = from;
  while (run.done < page.items.length && (run.done === from.done || ports.clock() < until))
    run = await oneItem(ports, feed, run, page.items[run.done]);
  return run;
};

const oneItem = async (ports: ImportPorts, feed: Feed, run: Run, listed: unknown): Promise<Run> => {
  const { whole, missed, lost } = await inDetail(ports, feed, run, listed);
  const next = { ...run, done: run.done + 1, missed, lost, details: run.details && missed < mostMissed };
  const item = readItem(whole);
  const leave = async (faults: readonly { at: string; why: string }[], id?: string): Promise<Run> => {
    const place = { run: run.began, page: run.page, item: run.done };
    if (run.quarantined < mostReported)
      await ports.reports.add(feed.name, { ...place, faults: [...faults], ...(id === undefined ? {} : { id }) });
    return { ...next, quarantined: run.quarantined + 1 };
  };
  if (item.kind === 'quarantined') return leave(item.faults, item.id);
  const { service } = item;
  const kept = await ports.entries.keep(feed.name, run.began, fhirId(service.id), service, ports.clock());
  return kept === 'kept' ? { ...next, kept: run.kept + 1 } : leave([{ at: 'id', why: kept }], service.id);
};

/** What only a whole service has; a list that holds one of them holds all. */
const parts = ['service_at_locations', 'schedules', 'contacts', 'attributes', 'regular_schedules', 'service_taxonomys'];
/** After so many in a row that cannot be asked for it is a directory of lists alone; one that cannot be is its own fault, and costs no other its places. */
const mostMissed = 5;

/** Some write it as a number, and not always in both places. */
const idIn = ({ id }: Readonly<Record<string, unknown>>): string =>
  typeof id === 'string' || typeof id === 'number' ? String(id).trim() : '';

const hasParts = (service: object): boolean => parts.some((part) => Object.hasOwn(service, part));

const inDetail = async (
  ports: ImportPorts,
  feed: Feed,
  { details, missed = 0, lost: before = false }: Run,
  listed: unknown,
): Promise<{ readonly whole: unknown; readonly missed: number; readonly lost: boolean }> => {
  const id = isObject(listed) ? idIn(listed) : '';
  if (!isObject(listed) || hasParts(listed) || id === '') return { whole: listed, missed, lost: before };
  const got: Fetched = details ? await ports.source.detail(feed.url, id) : { kind: 'gone' };
  const whole = got.kind === 'body' && isObject(got.body) && idIn(got.body) === id ? got.body : undefined;
  if (whole) return { whole, missed: 0, lost: before };
  const lost = before || got.kind === 'failed';
  const isForNow = got.kind === 'failed' || (!details && lost);
  // Read as it is listed, or as it was known: it is asked for again in the next run.
  const known = isForNow ? await knownOf(ports, feed, id) : undefined;
  // What its list does say is newer.
  return { whole: known ? { ...known, ...listed } : listed, missed: missed + 1, lost };
};

/** A moment without an answer costs no service its places and times. */
const knownOf = async ({ entries }: ImportPorts, { name }: Feed, id: string): Promise<object | undefined> => {
  const known = await entries.find(fhirId(id));
  return known?.feed === name && hasParts(known.service) ? known.service : undefined;
};
