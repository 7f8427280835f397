import { type Feed, type FeedStore, fileScheme, type Outcome } from './feeds.ts';
import { type ImportPorts, importFeed, newRun, type Step } from './import-feed.ts';

interface RunPorts extends ImportPorts {
  readonly feeds: FeedStore;
  /** Makes the catalogue anew where it must be, or where its time has come. */
  readonly rebuild: (must: boolean) => Promise<void>;
  /** Told of a feed whose run ended other than well: by its name and a code. */
  readonly ended: (feed: string, outcome: Outcome, run: Step['run']) => void;
}

/** A directory is read once a day, and one that failed again after six hours. */
const hoursBetween = { afterSuccess: 20, afterFailure: 6 } as const;
/** Of each call of the function, for each feed: one that is slow takes nothing from the others. */
const sliceMs = 45_000;
/** Of each call, after which no other feed is begun: the function has ten minutes (infra/constructs/directory.ts), and makes the catalogue at the end. */
const callMs = 7 * 60_000;

const hoursSince = (at: string | undefined, now: string): number =>
  at === undefined ? Number.POSITIVE_INFINITY : (Date.parse(now) - Date.parse(at)) / 3_600_000;

const isDue = ({ active, url, run, success, tried }: Feed, now: string): boolean => {
  if (!active || url.startsWith(fileScheme)) return false;
  if (run) return true;
  return (
    hoursSince(success?.at, now) >= hoursBetween.afterSuccess && hoursSince(tried?.at, now) >= hoursBetween.afterFailure
  );
};

/** Less than half of what there was is more likely a fault of the feed than half a county closing; of a few services, none at all. */
const hasShrunk = ({ success, mayShrink }: Feed, kept: number): boolean =>
  !mayShrink &&
  success !== undefined &&
  (success.kept >= 10 ? kept < success.kept / 2 : kept === 0 && success.kept > 0);

const afterStep = (feed: Feed, step: Step, now: string): Feed => {
  if (!('outcome' in step)) return { ...feed, run: step.run };
  // Held until it was used: somebody looked at the feed, whether or not it answers today.
  const { run: _, mayShrink, ...rest } = feed;
  const { began, kept, quarantined } = step.run;
  const outcome = step.outcome === 'complete' && hasShrunk(feed, kept) ? 'shrunk' : step.outcome;
  const tried = { at: now, outcome };
  return outcome === 'complete'
    ? { ...rest, tried, success: { at: now, began, kept, quarantined } }
    : { ...rest, mayShrink, tried };
};

/** A slice of one feed; undefined where its run goes on, or somebody else reads it. */
const oneFeed = async (ports: RunPorts, feed: Feed): Promise<Outcome | undefined> => {
  const now = ports.clock();
  if (!isDue(feed, now)) return undefined;
  // Claimed before it is read: a second call that looked at the same moment leaves it alone.
  const claimed = { ...feed, run: feed.run ?? newRun(now), sliced: now };
  if (!(await ports.feeds.write(claimed))) return undefined;
  const until = new Date(Date.parse(now) + sliceMs).toISOString();
  const step = await importFeed(ports)(feed, claimed.run, until);
  const next = afterStep({ ...claimed, turn: claimed.turn + 1 }, step, ports.clock());
  await ports.feeds.write(next);
  if (next.run || !next.tried) return undefined;
  ports.ended(feed.name, next.tried.outcome, step.run);
  return next.tried.outcome;
};

/** What one call of the function does: of each feed that is due a slice, whoever waited longest first; those that time is too short for come first in the next. */
export const runImports = (ports: RunPorts) => async (): Promise<void> => {
  const outcomes: (Outcome | undefined)[] = [];
  const until = Date.parse(ports.clock()) + callMs;
  const feeds = (await ports.feeds.all()).toSorted((a, b) => (a.sliced ?? '').localeCompare(b.sliced ?? ''));
  for (const feed of feeds) {
    if (Date.parse(ports.clock()) >= until) break;
    outcomes.push(await oneFeed(ports, feed));
  }
  await ports.rebuild(outcomes.includes('complete'));
};
