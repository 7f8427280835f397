import { catalogueReader } from '../../functions/directory/catalogue.ts';
import { entryStore } from '../../functions/directory/entries.ts';
import { type DirectoryTable, feedStore } from '../../functions/directory/feeds.ts';
import { shardOf } from '../../functions/directory/keys.ts';
import { loadServices } from '../../functions/directory/load.ts';
import { holding, rebuild } from '../../functions/directory/rebuild.ts';
import { reports } from '../../functions/directory/reports.ts';
import { sayings } from '../../functions/directory/sayings.ts';
import { now } from '../../functions/runtime/clock.ts';
import { dynamodbOf, outputOf, type Reached } from './connection.ts';

/** The directory of the running hub, as commands work with it. */
export const openDirectory = (hub: Pick<Reached, 'dynamodb' | 'outputs'>) => {
  const table: DirectoryTable = { client: dynamodbOf(hub), table: outputOf(hub, 'DirectoryTable') };
  const [feeds, entries] = [feedStore(table), entryStore(table)];
  return {
    table,
    feeds,
    reports: reports(table),
    catalogue: catalogueReader(table),
    load: loadServices({ feeds, entries, clock: now }),
    say: sayings(table).say,
    former: entries.former,
    holding: (key: string) => holding(table, shardOf(key), key),
    rebuild: async () => rebuild(table, await feeds.all(), now()),
  };
};
export type OpenDirectory = ReturnType<typeof openDirectory>;
