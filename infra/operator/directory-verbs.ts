import { writeFile } from 'node:fs/promises';
import { notKept } from '../../functions/directory/entries.ts';
import { type Feed, outcomes } from '../../functions/directory/feeds.ts';
import { fhirId } from '../../functions/directory/keys.ts';
import type { Holding } from '../../functions/directory/rebuild.ts';
import { type Disputable, disputable, sayers } from '../../functions/domain/directory/who-wins.ts';
import { now } from '../../functions/runtime/clock.ts';
import { inParallel } from '../../functions/runtime/in-parallel.ts';
import { endpointFault } from '../../functions/usecases/endpoint-url.ts';
import { csvColumns, writeCsv } from '../../mappings/directory/csv.ts';
import { pageOf, showOpenReferral } from '../../mappings/directory/open-referral.ts';
import type { Service } from '../../mappings/directory/profile.ts';
import { faultsOfSaying } from '../../mappings/directory/saying-faults.ts';
import { columns } from './columns.ts';
import type { Reached } from './connection.ts';
import { readServices } from './directory-files.ts';
import { gapVerbs } from './gap-verbs.ts';
import { type OpenDirectory, openDirectory } from './open-directory.ts';
import { needed, type Options, oneOf, type Verb } from './verbs.ts';

/** The hub is reached where a verb needs one: a file can be checked without. */
type DirectoryVerb = Verb<() => Promise<Reached>>;
type Run = DirectoryVerb['run'];

const known = async ({ feeds }: OpenDirectory, name: string): Promise<Feed> => {
  const found = (await feeds.all()).find((feed) => feed.name === name);
  if (!found) throw new Error(`There is no directory ${name}.`);
  return found;
};

const changed = async (at: OpenDirectory, next: Feed): Promise<void> => {
  if (!(await at.feeds.write(next))) throw new Error('Somebody else changed it at the same time; try again.');
};

const licenceIn = (options: Options) => ({
  ...{ publisher: needed(options, 'publisher'), licence: needed(options, 'licence') },
  ...(options['licence-url'] === undefined ? {} : { licenceUrl: options['licence-url'] }),
});

const state = ({ active, run, tried }: Feed): string => {
  if (!active) return 'off';
  if (run) return `reading page ${run.page}`;
  return tried ? outcomes[tried.outcome] : 'not read yet';
};

const list = async (at: OpenDirectory): Promise<string> => {
  const feeds = await at.feeds.all();
  if (feeds.length === 0) return 'No directory is registered.';
  return columns([
    ['name', 'publisher', 'licence', 'services', 'left out', 'last read whole', 'state'],
    ...feeds.map((feed) => [
      ...[feed.name, feed.publisher, feed.licence, String(feed.success?.kept ?? 0)],
      ...[String(feed.success?.quarantined ?? 0), feed.success?.at ?? 'never', state(feed)],
    ]),
  ]);
};

const add: Run = async (name, _, options, reach) => {
  const hub = await reach();
  const at = openDirectory(hub);
  const url = needed(options, 'url');
  const fault = endpointFault(url, hub.allowedPrivateOrigins);
  if (fault) throw new Error(`The address ${fault}.`);
  if (!/^[a-z0-9-]{1,30}$/.test(name)) throw new Error('A name has small letters, digits and hyphens, 30 at most.');
  const feed = { name, url, ...licenceIn(options), active: true, added: now(), turn: 0 };
  if (!(await at.feeds.write(feed))) throw new Error(`${name} is there already.`);
  return `${name} is read within a quarter of an hour, and then once a day.`;
};

const changes =
  (change: (feed: Feed) => Feed, says: string): Run =>
  async (name, _, __, reach) => {
    const at = openDirectory(await reach());
    await changed(at, change(await known(at, name)));
    await at.rebuild();
    return `${name} ${says}`;
  };

const load: Run = async (name, [file = ''], options, reach) => {
  const { services, partners, faults } = await readServices(file);
  if (faults.length > 0)
    throw new Error([...faults, `Nothing was loaded: mend ${faults.length} and load it again.`].join('\n'));
  const at = openDirectory(await reach());
  const { kept, refused } = await at.load({ name, ...licenceIn(options) }, services);
  const left = new Set(refused.map(({ id }) => id));
  for (const [id, partner] of partners) {
    // An entry of another directory: who runs it is not this file's to say.
    if (left.has(id)) continue;
    const key = fhirId(id);
    const standing = (await at.holding(key))?.said.get('partner');
    const holds = standing?.says.partner ?? '';
    // An empty cell takes off whom this file named, and nobody whom somebody else did.
    const isOwn = standing?.by === 'council' && standing.who === name;
    if (holds !== partner && (partner !== '' || isOwn))
      await at.say(key, { by: 'council', who: name, at: now(), says: { partner } });
  }
  await at.rebuild();
  if (refused.length > 0) process.exitCode = 1;
  return [
    `${kept} services are in the directory ${name}.`,
    ...refused.map(({ id, why }) => `${id}: ${notKept[why]}`),
  ].join('\n');
};

const check: Run = async (file) => {
  const { services, faults } = await readServices(file);
  if (faults.length > 0) process.exitCode = 1;
  return [...faults, `${services.length} services can be loaded, ${faults.length} faults.`].join('\n');
};

/** As many as the client of the store has connections for. */
const mostAtOnce = 40;

const partnerOf = ({ service, said }: Holding): (readonly [string, string])[] => {
  const partner = said.get('partner')?.says.partner;
  return partner ? [[showOpenReferral(service).id, partner]] : [];
};

const exported: Run = async (file, _, __, reach) => {
  const at = openDirectory(await reach());
  const { entries } = await at.catalogue();
  const keys = entries.filter(({ gone }) => !gone).map(({ key }) => key);
  const held = await inParallel(keys, mostAtOnce, at.holding);
  const services = held.flatMap((one) => (one ? [showOpenReferral(one.service)] : []));
  const text = file.endsWith('.csv')
    ? writeCsv(services, new Map(held.flatMap((one) => (one ? partnerOf(one) : []))))
    : JSON.stringify(pageOf(services, 1, Math.max(1, services.length), services.length), undefined, 2);
  await writeFile(file, text);
  return `${services.length} services are in ${file}.`;
};

const report: Run = async (name, _, __, reach) => {
  const at = openDirectory(await reach());
  await known(at, name);
  const found = await at.reports.of(name);
  if (found.length === 0) return 'Nothing was left out in the last 30 days.';
  return columns([
    ['run', 'page', 'item', 'id', 'why'],
    ...found.map(({ run, page, item, id = '', faults }) => [
      ...[
        run,
        String(page),
        String(item + 1),
        id,
        faults.map(({ at: where, why }) => `${where || 'it'}: ${why}`).join(', '),
      ],
    ]),
  ]);
};

/** `days=TU,TH` to what is said. */
const saysIn = (words: string): Partial<Record<Disputable, string>> => {
  const parts = words.split(';').map((part) => part.split('='));
  return Object.fromEntries(
    parts.map(([name = '', ...value]) => [oneOf(disputable, name.trim(), 'A field'), value.join('=').trim()]),
  );
};

const say: Run = async (id, [words = ''], options, reach) => {
  const at = openDirectory(await reach());
  const key = fhirId(id);
  const holds = await at.holding(key);
  if (!holds) throw new Error(`The directory holds no service ${id}.`);
  const says = saysIn(words);
  const faults = faultsOfSaying(holds.service, says);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const by = oneOf(
    sayers.filter((one) => one !== 'feed'),
    options.by,
    '--by',
  );
  await at.say(key, { by, who: needed(options, 'who'), at: now(), says });
  await at.rebuild();
  return history(id, [], options, reach);
};

/** Names of the fields in which they differ. */
const differing = (was: Service, is: Service): string => {
  const [before, after] = [was, is].map((one) => new Map(Object.entries(one)));
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...names].filter((name) => JSON.stringify(before?.get(name)) !== JSON.stringify(after?.get(name))).join(', ');
};

const history: Run = async (id, _, __, reach) => {
  const at = openDirectory(await reach());
  const found = await at.holding(fhirId(id));
  if (!found) throw new Error(`The directory holds no service ${id}.`);
  const versions = [...(await at.former(fhirId(id))), found.stored];
  const said = columns([
    ['field', 'holds', 'said by', 'who', 'at'],
    ...[...found.said].map(([field, { by, who, at: when, says }]) => [
      ...[field, (says[field] ?? '').slice(0, 60), by, who, when],
    ]),
  ]);
  const fed = columns([
    ['version', 'as its directory has it since', 'changed in'],
    ...versions.map(({ version, changed: since, service }, n) => [
      ...[String(version), since, versions[n - 1] ? differing(versions[n - 1]?.service ?? service, service) : ''],
    ]),
  ]);
  return `${said}\n\n${fed}`;
};

export const directoryVerbs: Readonly<Record<string, DirectoryVerb>> = {
  add: { usage: '--url <address> --publisher <name> --licence <name> [--licence-url <address>]', run: add },
  list: { usage: '', ofAll: true, run: async (_, __, ___, reach) => list(openDirectory(await reach())) },
  report: { usage: '', run: report },
  read: {
    usage: '',
    run: changes(
      ({ success, tried, ...feed }) => ({ ...feed, ...(success ? { success: { ...success, at: feed.added } } : {}) }),
      'is read within a quarter of an hour.',
    ),
  },
  accept: {
    usage: '',
    run: changes(
      ({ tried, ...feed }) => ({ ...feed, mayShrink: true }),
      'is read again, and may list less than half of what it did.',
    ),
  },
  off: {
    usage: '',
    run: changes((feed) => ({ ...feed, active: false }), 'is read no more, and none of its services is listed.'),
  },
  on: { usage: '', run: changes((feed) => ({ ...feed, active: true }), 'is read again.') },
  load: { usage: '<file.csv|file.json> --publisher <name> --licence <name>', words: 1, run: load },
  check: { usage: '', run: check },
  export: { usage: '', run: exported },
  columns: {
    usage: '',
    ofAll: true,
    run: async () =>
      `${Object.keys(csvColumns).join(',')}\n${Object.values(csvColumns)
        .map((cell) => (/[ ,]/.test(cell) ? `"${cell}"` : cell))
        .join(',')}`,
  },
  say: { usage: '"<field>=<value>; …" --by council|group --who <name>', words: 1, run: say },
  history: { usage: '', run: history },
  ...gapVerbs,
};
