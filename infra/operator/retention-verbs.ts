import { thisArea } from '../../contracts/areas/this-area.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { now } from '../../functions/runtime/clock.ts';
import { dispose, type Leads, leadsTo, mayGo } from './dispose.ts';
import { everyReferral } from './every-referral.ts';
import { holdsOf, setHold } from './holds.ts';
import { keepRecords } from './keep-records.ts';
import { operator } from './registered.ts';
import { theOne } from './short-names.ts';
import { noted, type OpenStores, openStores } from './stores.ts';

/** The instant by which it is decided whose time is over. Never a made-up one for records of real people. @throws */
const dayFor = (asIf: string | undefined): string => {
  if (asIf === undefined) return now();
  if (process.env.HANDOVER_OUTPUTS)
    throw new Error('--as-if is for the hub of this machine: here a record goes at its time.');
  if (!/^\d{4}-\d\d-\d\d$/.test(asIf)) throw new Error('--as-if is a day, such as 2026-12-31.');
  return `${asIf}T23:59:59.999Z`;
};

const go = async (at: OpenStores, referral: string, day: string, found?: Leads): Promise<string> => {
  // That takes minutes: between what goes on record and what is done nothing is to come.
  const leads = found ?? (await leadsTo(at, new Set([referral])));
  const may = await mayGo(at, referral, thisArea.retention, day);
  if ('not' in may) throw new Error(`${referenceOf(referral)} stays: ${may.not}.`);
  // On record before it goes: of what is gone nobody could say any more that it was there.
  await noted(at, [referral], 'disposed', may.why);
  await dispose(at, referral, { disposed: now(), why: may.why }, leads);
  return `${referenceOf(referral)} ${referral} is gone (${may.why}); its chain still verifies.`;
};

const due = async (at: OpenStores, day: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const referral of everyReferral(at.ledger))
    try {
      if ('why' in (await mayGo(at, referral, thisArea.retention, day))) found.push(referral);
    } catch {
      // One item that cannot be read is evidence: it keeps itself, and no other.
      process.exitCode = 1;
      console.error(`${referenceOf(referral)} ${referral} stays: it could not be read.`);
    }
  return found;
};

/** Each is told when it is done: one that stays meanwhile, or cannot be read, keeps no other. */
const goAll = async (at: OpenStores, day: string): Promise<void> => {
  const found = await due(at, day);
  const leads = await leadsTo(at, new Set(found));
  if (found.length === 0) console.log(nothing);
  for (const referral of found)
    try {
      console.log(await go(at, referral, day, leads));
    } catch (error) {
      process.exitCode = 1;
      console.error(error instanceof Error ? error.message : `${referenceOf(referral)} stays: it could not be read.`);
    }
};
const nothing = 'Nothing is due.';

const setTo =
  (held: boolean): Verb =>
  async (at, referral, why) => {
    if (!why) throw new Error('--why is needed: whoever reads it in eight years was not there.');
    const said = { held, at: now(), by: operator.person ?? 'operator', why };
    const changed = await setHold(at.ledger, referral, said, () =>
      held ? noted(at, [referral], 'held', 'hold') : noted(at, [referral], 'released', 'release'),
    );
    await keepRecords(at, referral, held ? undefined : thisArea.retention.auditYears);
    const says = held ? 'is held: it stays until it is released.' : 'is held no longer.';
    return `${referenceOf(referral)} ${says}${changed ? '' : ' It was so already: nothing changed.'}`;
  };

const holdLines: Verb = async ({ ledger }, referral) => {
  const lines = (await holdsOf(ledger, referral)).map(
    (one) => `${one.at}  ${one.by}  ${one.held ? 'held' : 'released'}: ${one.why}`,
  );
  return lines.length === 0 ? 'It was never held.' : lines.join('\n');
};

type Verb = (at: OpenStores, referral: string, why: string | undefined, day: string) => Promise<string>;
const verbs = new Map<string, Verb>([
  ['dispose', (at, referral, _, day) => go(at, referral, day)],
  ...([
    ['hold', setTo(true)],
    ['release', setTo(false)],
    ['holds', holdLines],
  ] as const),
]);

/** `typed`: which referral; absent: all whose time is over. */
export const runRetention = async (
  name: string,
  typed: string | undefined,
  { why, 'as-if': asIf }: { readonly why?: string; readonly 'as-if'?: string },
): Promise<void> => {
  const day = dayFor(asIf);
  const verb = verbs.get(name);
  const at = await openStores();
  try {
    if (verb && typed !== undefined) return console.log(await verb(at, theOne(await at.find(typed), typed), why, day));
    if (name !== 'due') return await goAll(at, day);
    const lines = (await due(at, day)).map((id) => `${referenceOf(id)} ${id}`);
    console.log(lines.length === 0 ? nothing : lines.join('\n'));
  } finally {
    at.close();
  }
};
