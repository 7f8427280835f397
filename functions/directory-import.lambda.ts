import { entryStore } from './directory/entries.ts';
import { feedStore } from './directory/feeds.ts';
import { feedSource } from './directory/fetch-feed.ts';
import { keepCatalogue } from './directory/rebuild.ts';
import { reports } from './directory/reports.ts';
import { runImports } from './directory/run-imports.ts';
import { now } from './runtime/clock.ts';
import { dynamoClient } from './runtime/dynamo.ts';
import { readEnv } from './runtime/env.ts';
import { log, metric } from './runtime/log.ts';

const env = readEnv(['DIRECTORY_TABLE', 'ALLOWED_PRIVATE_ORIGINS']);
const directory = { client: dynamoClient(), table: env.DIRECTORY_TABLE };
const feeds = feedStore(directory);

const imports = runImports({
  feeds,
  source: feedSource({ allowedPrivateOrigins: env.ALLOWED_PRIVATE_ORIGINS }),
  entries: entryStore(directory),
  reports: reports(directory),
  rebuild: keepCatalogue(directory, feeds, now),
  clock: now,
  ended: (feed, outcome, { kept: count }) => {
    log(outcome === 'complete' ? 'feed-read' : 'feed-failed', { feed, outcome, count });
    if (outcome !== 'complete') metric('FeedFailed', 1, 'directory-import');
  },
});

/** Each quarter of an hour: of each directory that is due, as much as a slice of time allows. */
export const handler = async (): Promise<void> => {
  await imports();
};
