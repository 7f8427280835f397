import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { outwardCodePlaces } from '../../contracts/areas/outward-codes.ts';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { needs } from '../../contracts/directory/needs.ts';
import { suggestionStore } from '../../functions/directory/suggestions.ts';
import { gapsOf, type NeedAt } from '../../functions/domain/directory/gaps.ts';
import { acceptedGaps, dueOf, stateOf, toEnter } from '../../functions/domain/directory/suggestion.ts';
import type { Facts } from '../../functions/domain/reports/facts.ts';
import { now } from '../../functions/runtime/clock.ts';
import { writeRows } from '../../mappings/directory/csv.ts';
import { suggestedRow } from '../../mappings/directory/suggested.ts';
import { columns } from './columns.ts';
import type { Reached } from './connection.ts';
import { openDirectory } from './open-directory.ts';
import type { Verb } from './verbs.ts';

type GapVerb = Verb<() => Promise<Reached>>;

/** For what there was no service, from the file of lines that reports are made of (`npm run facts`). */
const unmetIn = async (file: string): Promise<NeedAt[]> => {
  const found: NeedAt[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() === '') continue;
    const { unmet }: Partial<Facts> = JSON.parse(line);
    if (unmet) found.push(...unmet.needs.map((need) => ({ need, place: unmet.place })));
  }
  return found;
};

const milesIn = (typed = '5'): number => {
  const miles = Number(typed);
  if (!(miles > 0 && miles <= 50)) throw new Error('--miles is a number from 1 to 50.');
  return miles;
};

/** Whole outward codes of the area, whose place is known. */
const places = () =>
  Object.fromEntries(
    thisArea.eligibility.outwardCodes.flatMap((code) => {
      const at = outwardCodePlaces[code];
      return at ? [[code, at] as const] : [];
    }),
  );

const gaps: GapVerb['run'] = async (_, __, { miles, facts }, reach) => {
  const at = openDirectory(await reach());
  const { entries } = await at.catalogue();
  const reported = acceptedGaps(await suggestionStore(at.table).all());
  const unmet = facts === undefined ? [] : await unmetIn(facts);
  const found = gapsOf({ entries, places: places(), miles: milesIn(miles), unmet, reported });
  if (found.length === 0) return 'Every need has an open service within reach of every place.';
  return columns([
    ['need', 'place', 'nearest that is open, miles', 'people without a service', 'groups that said so'],
    ...found.map(({ need, place, nearest, unmet: people, reported: said }) => [
      ...[needs[need].display, place, nearest === undefined ? 'none' : nearest.toFixed(0)],
      ...[people === 'hidden' ? 'not shown' : String(people), String(said)],
    ]),
  ]);
};

const suggested: GapVerb['run'] = async (_, __, ___, reach) => {
  const all = await suggestionStore(openDirectory(await reach()).table).all();
  if (all.length === 0) return 'Nobody has suggested anything.';
  return columns([
    ['what', 'need', 'place', 'by', 'became', 'answered by', 'says'],
    ...all.map(({ says, ...one }) => [
      ...[one.kind, needs[one.need].display, one.place, one.organisation],
      ...[stateOf({ says, ...one }, now()), dueOf(one).slice(0, 10)],
      says.replace(/\s+/g, ' ').slice(0, 80),
    ]),
  ]);
};

const accepted: GapVerb['run'] = async (file, _, __, reach) => {
  const all = toEnter(await suggestionStore(openDirectory(await reach()).table).all());
  if (all.length === 0) return 'Nothing that was accepted waits to be written into a directory.';
  await writeFile(file, writeRows(all.map(suggestedRow)));
  return `${all.length} to complete in ${file}; then: directory -- check ${file}, and load it with the rest of a directory.`;
};

/** Where services are missing, and what people suggested. */
export const gapVerbs: Readonly<Record<string, GapVerb>> = {
  gaps: { usage: '[--miles <5>] [--facts <file of npm run facts>]', ofAll: true, run: gaps },
  suggested: { usage: '', ofAll: true, run: suggested },
  accepted: { usage: '', run: accepted },
};
