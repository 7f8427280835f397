import { parseArgs } from 'node:util';
import { isSynthetic } from '../../contracts/areas/synthetic.ts';
import { readOrganisation } from '../../functions/identity/participant-records.ts';
import { now } from '../../functions/runtime/clock.ts';
import { type OverdueItem, type OverdueList, overdueList } from '../../functions/views/overdue-list.ts';
import { columns } from './columns.ts';
import type { Reached } from './connection.ts';
import { everyRecord } from './every-record.ts';
import type { Referrals } from './referrals.ts';
import { oneOf } from './verbs.ts';
import { waitingLines } from './waiting.ts';

const states = ['late', 'stuck', 'silent', 'undelivered'] as const;

const read = (args: readonly string[]) => {
  const { of, only } = parseArgs({
    args: [...args],
    options: { of: { type: 'string' }, only: { type: 'string' } },
  }).values;
  return { of, only: only === undefined ? undefined : oneOf(states, only, '--only') };
};

const line = ({ reference, says, who, role, person, since, deadline, is }: OverdueItem): string[] => [
  ...[reference, says, who, person ? `${person} (${role})` : role],
  ...[since.slice(0, 16), deadline?.slice(0, 16) ?? '', is.join(', ')],
];

const said = (name: string, { counts, items }: OverdueList, only: OverdueItem['is'][number] | undefined): string => {
  const { overdue, stuck, silent, undelivered } = counts;
  const shown = only ? items.filter(({ is }) => is.includes(only)) : items;
  const sum = `${name}: ${overdue} overdue, ${stuck} stuck, ${silent} silent, ${undelivered} undelivered.`;
  const head = ['reference', 'what is owed', 'whose', 'who there', 'since (UTC)', 'by (UTC)', 'it is'];
  return shown.length === 0 ? sum : `${sum}\n${columns([head, ...shown.map(line)])}`;
};

/**
 * What is late or was given up, and whose it is; of every coordinator, or `--of <code>`, and `--only` one of the states. With what
 * did not arrive stands what waits behind a pause.
 * No referral of nobody (functions/synthetic), and nothing about a person who was referred.
 */
export const overdueLines = async (hub: Reached, at: Referrals, args: readonly string[]): Promise<string> => {
  const { of, only } = read(args);
  const organisations = await everyRecord(hub, 'O#', readOrganisation);
  const coordinators = organisations.filter(
    ({ kind, organisation }) =>
      kind === 'coordinator' && !isSynthetic(organisation) && organisation === (of ?? organisation),
  );
  if (coordinators.length === 0)
    throw new Error(of ? `No coordinator is registered as ${of}.` : 'No coordinator is registered.');
  const list = overdueList({ views: at.views, participants: at.participants, clock: now });
  const lists = await Promise.all(
    coordinators.map(async ({ organisation, name }) =>
      said(name, await list({ coordinator: organisation, limit: Number.POSITIVE_INFINITY, drafts: true }), only),
    ),
  );
  const waits = only === undefined || only === 'undelivered' ? await waitingLines(at.views, organisations, of) : [];
  return [...lists, ...(waits.length > 0 ? [waits.join('\n')] : [])].join('\n\n');
};
