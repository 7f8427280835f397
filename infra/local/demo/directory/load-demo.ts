import { entryStore } from '../../../../functions/directory/entries.ts';
import { feedSource } from '../../../../functions/directory/fetch-feed.ts';
import { fhirId } from '../../../../functions/directory/keys.ts';
import { runImports } from '../../../../functions/directory/run-imports.ts';
import { now } from '../../../../functions/runtime/clock.ts';
import type { RunningHub } from '../../../operator/connection.ts';
import { openDirectory } from '../../../operator/open-directory.ts';
import { demoServices } from './services.ts';

const name = 'demo-council';
/** Which of them the groups on this hub run. */
const partners: readonly string[] = ['walking-group', 'mens-shed'];

/**
 * Registers the demo council's directory and reads it once, so that a newcomer can search at once; from then on the schedule of the
 * hub reads it. A later start finds it at another port.
 */
export const loadDemoDirectory = async (
  hub: Pick<RunningHub, 'dynamodb' | 'outputs'>,
  council: string,
): Promise<void> => {
  const at = openDirectory(hub);
  const known = (await at.feeds.all()).find((feed) => feed.name === name);
  await at.feeds.write({
    ...{ added: now(), active: true, turn: 0, ...known, run: undefined, success: undefined, tried: undefined },
    ...{ name, url: `${council}/v3`, publisher: 'Demo Council', licence: 'CC0 1.0: nobody’s services' },
  });
  const entries = entryStore(at.table);
  await runImports({
    ...{ feeds: at.feeds, entries, reports: at.reports, clock: now, ended: () => undefined },
    source: feedSource({ allowedPrivateOrigins: [new URL(council).origin] }),
    rebuild: async () => undefined,
  })();
  for (const [n, partner] of partners.entries()) {
    const key = fhirId(demoServices[n]?.id ?? '');
    if ((await at.holding(key))?.said.has('partner')) continue;
    await at.say(key, { by: 'council', who: name, at: now(), says: { partner } });
  }
  await at.rebuild();
  at.table.client.destroy();
};
