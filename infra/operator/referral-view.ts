import { type DutyRole, obligationKinds } from '../../contracts/lifecycle/obligations.ts';
import { businessStatusOf } from '../../functions/domain/coding.ts';
import { obligations } from '../../functions/domain/owed/obligations.ts';
import { silentAt } from '../../functions/domain/owed/silent.ts';
import type { Referral } from '../../functions/domain/referral.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import { assigneeOf } from '../../functions/domain/tasks/assignee.ts';
import { type StoredVersion, toEntry, versionOf } from '../../functions/ledger/item.ts';
import { isTombstone, type Tombstone } from '../../functions/ledger/tombstone.ts';
import { type ChainFault, type ChainItem, chainFaults } from '../../functions/ledger/verify.ts';
import type { LedgerEntry } from '../../functions/usecases/ports.ts';
import { mustArrive, type Row } from '../../functions/views/row.ts';
import { messageOf } from './command.ts';
import type { Referrals } from './referrals.ts';
import { shortNames } from './short-names.ts';
import { storedChain } from './stored-versions.ts';

const partOf = (id: string | undefined): string => id?.slice(id.indexOf('.') + 1) ?? '';

/** Statuses of Tasks that this version set: `t1 accepted`. Codes only: no word of anybody leaves the ledger here. */
const statusesIn = ({ changed }: LedgerEntry): string =>
  changed.flatMap((r) => (r.resourceType === 'Task' ? [`${partOf(r.id)} ${r.status}`] : [])).join(', ');

const entryOf = (stored: StoredVersion): LedgerEntry | undefined => {
  try {
    return toEntry(stored);
  } catch {
    return undefined;
  }
};

const versionLine = (stored: StoredVersion): string => {
  const entry = entryOf(stored);
  if (!entry) return ` ${String(versionOf(stored)).padStart(4)}  ${stored.at}  cannot be read: its bytes were changed`;
  const events = entry.events.map(({ type, task }) => `${type} ${partOf(task)}`).join(', ');
  const { client, organisation } = entry.actor;
  const who = `${organisation} (${client})`;
  return [
    ` ${String(entry.version).padStart(4)}  ${entry.at}  ${entry.action.padEnd(18)} ${who}`,
    `       ${events || 'no event'}; ${statusesIn(entry) || 'no Task changed'}; ${entry.bytes} bytes`,
  ].join('\n');
};

const taskLines = ({ task, onward, aborts, companions }: Referral): string[] =>
  [task, ...onward.map((o) => o.task), ...aborts, ...companions].map((t) => {
    const business = businessStatusOf(t);
    const [, owner = 'nobody'] = t.owner?.reference?.split('/') ?? [];
    return ` ${partOf(t.id).padEnd(4)} ${t.status}${business ? `, ${business}` : ''}; owner ${owner}; since version ${t.meta?.versionId}`;
  });

const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const latenessOf = (chased: number, stuck: boolean): string =>
  chased === 0 ? '' : `; late, ${countOf(chased, 'reminder', 'reminders')}${stuck ? ', stuck' : ''}`;

/** Whose case it is, by the code on the roster: names are the coordinator's. */
const roleIn = ({ task }: Referral, role: DutyRole): string =>
  role === 'assignee' ? `assignee ${assigneeOf(task)?.code ?? ''}`.trim() : role;

const owedLines = (referral: Referral): string[] => {
  const owed = obligations(referral).map(
    ({ due, who, role, what, task, chased, stuck }) =>
      ` ${due}  ${who.padEnd(16)} ${roleIn(referral, role).padEnd(14)} ${obligationKinds[what].says} (${partOf(task)})${latenessOf(chased, stuck)}`,
  );
  const silent = silentAt(referral);
  const alone = silent ? [` silent, if nobody opens it or acts, from ${silent}`] : [];
  return owed.length > 0 ? [...owed, ...alone] : [' nothing'];
};

/** That somebody has read it; who, is theirs alone. */
const readIn = (referral: Referral | undefined, message: string | undefined): string =>
  referral?.communications.some((c) => c.id === message && c.received !== undefined) ? ', read by a person' : '';

const toldLine = (referral: Referral | undefined, row: Row): string =>
  `${sentLine(row)}${readIn(referral, row.message)}`;

/** What a row is about: a message, what a person is sent with a link, or how things stand. */
const aboutIn = ({ message, link, person }: Row): string => {
  if (message !== undefined) return `message ${partOf(message)}`;
  if (person !== undefined) return `message ${partOf(person)} to the person`;
  return link === undefined ? 'how things stand' : `link about ${partOf(link)}`;
};

const sentLine = (row: Row): string => {
  const { organisation, wanted, told, outcome, attempts, polled, way } = row;
  const what = aboutIn(row);
  if (polled && !way) return ` ${organisation.padEnd(16)} ${what}: ${told ? 'fetched' : 'left to be fetched'}`;
  const came = `${way ? `, by ${way}` : ''}${outcome ? `, ${outcome}` : ''}${attempts ? `, ${countOf(attempts, 'try', 'tries')}` : ''}`;
  const of = wanted ?? told;
  if (of === undefined)
    return ` ${organisation.padEnd(16)} ${what}: ${mustArrive(row) ? 'nothing to send' : 'asks for it'}${came}`;
  return ` ${organisation.padEnd(16)} ${what}: of version ${of}, told ${told ?? 'nothing yet'}${came}`;
};

const chainLines = (versions: readonly ChainItem[]): string[] => {
  const faults = chainFaults(versions);
  if (faults.length === 0)
    return [` holds over ${countOf(versions.length, 'version', 'versions')}: no byte was changed, none is missing`];
  return faults.map(({ version, fault }) => ` BROKEN at version ${version}: ${faultSays[fault]}`);
};

const faultSays: Readonly<Record<ChainFault['fault'], string>> = {
  gap: 'gap, what stood before it is missing',
  body: 'body, not what its hash says',
  header: 'header, who, when or what was changed',
  chain: 'chain, it does not follow what stands before it',
  order: 'order, it is not later than what stands before it',
};

/** The state of a referral with a hole is not known, and nothing may be decided on it; what is there can still be read. */
const standing = async ({ ledger }: Pick<Referrals, 'ledger'>, id: string) => {
  try {
    return { referral: (await ledger.load(id))?.referral };
  } catch (error) {
    return { unknown: ` not known: ${messageOf(error)} (infra/decisions/runbook.md, A version is missing)` };
  }
};

const legend = [
  ...shortNames,
  'A link is what somebody without software is sent: about a request (t2), a meeting (a1) or a reminder (m1).',
  '"asks for it", "left to be fetched": nothing is sent; that organisation asks the hub when it likes.',
  'infrastructure-ack: its system took it; that a person has read it, is an acknowledge under What happened.',
];

/** What is left of one that was disposed of. */
const goneLines = (id: string, stones: readonly Tombstone[], end: Tombstone): string =>
  [
    `${referenceOf(id)}  ${id}  disposed of on ${end.disposed.slice(0, 10)} (${end.why}): dates and hashes are left.`,
    `Who saw it, and who disposed of it: npm run -s audit -- who-saw ${id}`,
    ...['', 'Chain of hashes', ...chainLines(stones)],
  ].join('\n');

/** One ledger as an operator reads it: codes, ids and instants. */
export const referralLines = async (
  { ledger, rows, table }: Pick<Referrals, 'ledger' | 'rows' | 'table'>,
  id: string,
): Promise<string> => {
  const [chain, { referral, unknown }] = await Promise.all([storedChain(table, id), standing({ ledger }, id)]);
  const versions = chain.filter((item) => !isTombstone(item));
  const newest = versions.at(-1);
  if (!newest) {
    const stones = chain.filter(isTombstone);
    const end = stones.at(-1);
    if (!end) throw new Error(`The ledger of ${id} is empty.`);
    return goneLines(id, stones, end);
  }
  return [
    `${referenceOf(id)}  ${id}  version ${versionOf(newest)}`,
    ...legend,
    ...['', 'What happened', ...versions.map(versionLine)],
    ...['', 'How it stands', ...(referral ? taskLines(referral) : [unknown])],
    ...['', 'Who owes what', ...(referral ? owedLines(referral) : [unknown])],
    ...['', 'Who was told', ...(await rows.read(id)).map((row) => toldLine(referral, row))],
    ...['', 'Chain of hashes', ...chainLines(versions)],
  ].join('\n');
};
