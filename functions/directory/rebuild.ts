import { termsOf } from '../../mappings/directory/open-referral.ts';
import type { Service } from '../../mappings/directory/profile.ts';
import { toEntry } from '../../mappings/directory/to-entry.ts';
import { withSayings } from '../../mappings/directory/with-sayings.ts';
import type { Entry } from '../domain/directory/entry.ts';
import { type Disputable, type Saying, whatHolds } from '../domain/directory/who-wins.ts';
import { everyPage } from '../runtime/every-page.ts';
import { type Catalogue, catalogueReader, type Source, writeCatalogue } from './catalogue.ts';
import { type Stored, storedIn } from './entries.ts';
import type { DirectoryTable, Feed, FeedStore } from './feeds.ts';
import { allShards, fhirId } from './keys.ts';
import { feedSays, sayingIn } from './sayings.ts';

/** A service as it holds now: what its feed says, with what was said of it by hand. */
export interface Holding {
  readonly stored: Stored;
  readonly service: Service;
  readonly said: ReadonlyMap<Disputable, Saying>;
}

const fieldsOfFeed = ['name', 'description', 'status', 'email', 'url', 'fees'] as const;

export const holdingOf = (stored: Stored, byHand: readonly Saying[]): Holding => {
  const { service } = stored;
  const says = Object.fromEntries(fieldsOfFeed.flatMap((name) => (service[name] ? [[name, service[name]]] : [])));
  const said = whatHolds([feedSays(stored.feed, stored.changed, says), ...byHand]);
  return { stored, service: withSayings(service, said), said };
};

const rowsOf = (items: readonly Readonly<Record<string, unknown>>[]): readonly Holding[] => {
  const byHand = Map.groupBy(
    items.filter(({ sk }) => String(sk).includes('#SAID#')),
    ({ sk }) => String(sk).split('#SAID#')[0] ?? '',
  );
  return items.flatMap((item) => {
    if (String(item.sk).includes('#')) return [];
    const stored = storedIn(item);
    return [
      holdingOf(
        stored,
        (byHand.get(stored.key) ?? []).flatMap((one) => sayingIn(one) ?? []),
      ),
    ];
  });
};

/** All that was said of one entry, and what it holds now: one Query. */
export const holding = async (at: DirectoryTable, shard: string, key: string): Promise<Holding | undefined> => {
  const items = await everyPage(at, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': { S: shard }, ':sk': { S: key } },
    ConsistentRead: true,
  });
  return rowsOf(items.filter(({ sk }) => sk === key || String(sk).startsWith(`${key}#SAID#`)))[0];
};

const sourceOf = ({ name, url, publisher, licence, licenceUrl, success }: Feed): Source => ({
  ...{ name, url, publisher, licence, licenceUrl },
  success: success?.at,
});

/** By feed or by hand. */
export const lastSaid = (stored: Stored, said: Holding['said']): string =>
  [stored.changed, ...[...said.values()].map(({ at }) => at)].sort().at(-1) ?? stored.changed;

/** What the last whole run of its feed did not list any more is gone; of a feed that is switched off everything is. */
const isGone = ({ feed, run }: Stored, feeds: ReadonlyMap<string, Feed>): boolean => {
  const of = feeds.get(feed);
  return !of?.active || (of.success !== undefined && run < of.success.began);
};

const dayOf = (at: string): string => at.slice(0, 10);

/** Reads all that is stored and writes the catalogue of it: nothing in it is true by itself, it can be made again at any time. */
export const rebuild = async (at: DirectoryTable, feeds: readonly Feed[], now: string): Promise<Catalogue> => {
  const byName = new Map(feeds.map((feed) => [feed.name, feed]));
  const entries: Entry[] = [];
  const services: Service[] = [];
  for (const pk of allShards) {
    const items = await everyPage(at, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ConsistentRead: true,
    });
    for (const { stored, service, said } of rowsOf(items)) {
      const { key, feed } = stored;
      const changed = lastSaid(stored, said);
      const entry = toEntry(service, { key, feed, changed, today: dayOf(now), said, keyOf: fhirId });
      const gone = isGone(stored, byName);
      entries.push(gone ? { ...entry, open: false, gone: true } : entry);
      if (!gone) services.push(service);
    }
  }
  entries.sort((a, b) => (a.key < b.key ? -1 : 1));
  const catalogue = { at: now, entries, terms: termsOf(services), sources: feeds.map(sourceOf) };
  await writeCatalogue(at, catalogue);
  return catalogue;
};

/**
 * Makes the catalogue where it must be made, cannot be read, is older than what a feed brought, or is of another day: times that are
 * over go with each day, also of a directory that nobody changed. Its parts expire, and its pointer does not: after a week in which no
 * import ran it cannot be read.
 */
export const keepCatalogue = (
  at: DirectoryTable,
  feeds: FeedStore,
  clock: () => string,
): ((must: boolean) => Promise<void>) => {
  const read = catalogueReader(at);
  const isNew = async (all: readonly Feed[], day: string): Promise<boolean> => {
    try {
      const known = (await read()).at;
      // The call that read a feed to its end may have broken off before the catalogue was made of it.
      return dayOf(known) === day && all.every(({ success }) => success === undefined || success.at <= known);
    } catch {
      return false;
    }
  };
  return async (must) => {
    const [now, all] = [clock(), await feeds.all()];
    if (must || !(await isNew(all, dayOf(now)))) await rebuild(at, all, now);
  };
};
