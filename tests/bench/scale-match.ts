import { entryStore } from '../../functions/directory/entries.ts';
import { feedStore } from '../../functions/directory/feeds.ts';
import { fhirId } from '../../functions/directory/keys.ts';
import { loadServices } from '../../functions/directory/load.ts';
import { rebuild } from '../../functions/directory/rebuild.ts';
import { sayings } from '../../functions/directory/sayings.ts';
import { readItem } from '../../mappings/directory/item.ts';
import { fhirHub } from '../integration/fhir/hub.ts';
import { day, group } from '../unit/views/made-referral.ts';
import type { ScaleStore } from './scale-costs.ts';

const now = day(9);
const walks = Array.from({ length: 40 }, (_, n) => ({
  ...{ id: `s${n}`, name: `Walk ${n}`, status: 'active', description: 'A walk.', assured_date: now.slice(0, 10) },
  organization: { id: 'o1', name: 'Walkers' },
}));

/** A directory of walks; one of them is run by the group to which every stored referral was sent. */
export const listWalks = async ({ client, directoryTable }: ScaleStore): Promise<void> => {
  const table = { client, table: directoryTable };
  const feeds = feedStore(table);
  const clock = (): string => now;
  const services = walks.flatMap((walk) => {
    const item = readItem(walk);
    return item.kind === 'service' ? [item.service] : [];
  });
  const load = loadServices({ feeds, entries: entryStore(table), clock });
  await load({ name: 'council', publisher: 'Council', licence: 'OGL 3.0' }, services);
  const says = { partner: group.organisation };
  await sayings(table).say(fhirId('s0'), { by: 'council', who: 'council', at: now, says });
  await rebuild(table, await feeds.all(), now);
};

/** Groups for a need, best first, as the coordinator's software asks for them. Nothing is remembered from one time to the next but the catalogue. */
export const matches = (store: ScaleStore): (() => Promise<void>) => {
  let at = Date.parse(now);
  const faults: unknown[] = [];
  const ask = fhirHub(store, faults, store.client, () => new Date(at).toISOString());
  return async () => {
    at += 2 * 60_000;
    const { status, body } = await ask('GET', '/HealthcareService?service-type=walking', { as: 'CWS01' });
    if (status !== 200 || body.total !== walks.length || faults.length > 0)
      throw new Error(`Not every walk was found: ${status} ${JSON.stringify(faults)}`);
  };
};
