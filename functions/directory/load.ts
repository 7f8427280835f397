import type { Service } from '../../mappings/directory/profile.ts';
import type { EntryStore, notKept } from './entries.ts';
import { type Feed, type FeedStore, fileScheme } from './feeds.ts';
import { fhirId, shardOf } from './keys.ts';

interface LoadPorts {
  readonly feeds: FeedStore;
  readonly entries: EntryStore;
  readonly clock: () => string;
}

/** Services of a file, as one whole run of a directory of that name: what the file no longer holds is gone. */
export const loadServices =
  ({ feeds, entries, clock }: LoadPorts) =>
  async (
    about: Pick<Feed, 'name' | 'publisher' | 'licence'>,
    services: readonly Service[],
  ): Promise<{
    readonly kept: number;
    readonly refused: readonly { readonly id: string; readonly why: keyof typeof notKept }[];
  }> => {
    const began = clock();
    const known = (await feeds.all()).find(({ name }) => name === about.name);
    if (known && !known.url.startsWith(fileScheme)) throw new Error(`${about.name} is read from ${known.url}.`);
    if (services.length === 0) throw new Error('It holds no service: nothing was loaded, and nothing was taken out.');
    const refused: { id: string; why: keyof typeof notKept }[] = [];
    // A lane for each partition: what a file lists twice lies in one, and is seen.
    const lanes = Map.groupBy(services, ({ id }) => shardOf(fhirId(id)));
    await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const service of lane) {
          const kept = await entries.keep(about.name, began, fhirId(service.id), service, clock());
          if (kept !== 'kept') refused.push({ id: service.id, why: kept });
        }
      }),
    );
    const success = { at: clock(), began, kept: services.length - refused.length, quarantined: refused.length };
    const feed: Feed = {
      ...{ added: began, active: true, turn: 0, ...known, ...about, url: `${fileScheme}${about.name}` },
      ...{ success, tried: { at: success.at, outcome: 'complete' } },
    };
    if (!(await feeds.write(feed)))
      throw new Error('Somebody else changed this directory at the same time; load it again.');
    return { kept: success.kept, refused };
  };
