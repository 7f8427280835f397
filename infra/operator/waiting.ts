import { isSynthetic } from '../../contracts/areas/synthetic.ts';
import { type Paused, pauses } from '../../functions/domain/participant.ts';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import type { Participant } from '../../functions/usecases/ports.ts';
import { heardBy, isPending } from '../../functions/views/happened.ts';
import { type Row, readRow } from '../../functions/views/row.ts';
import { everyItem } from './audit-items.ts';
import type { TableAt } from './tables.ts';

/** An endpoint that is gone keeps nothing that goes another way (functions/delivery/deliver-referral.ts). */
const waitsFor = (row: Row, { reason }: Paused): boolean =>
  isPending(row) && heardBy(row) === undefined && (reason === 'operator' || (row.way ?? 'fhir') === 'fhir');

const lineOf = ({ organisation, name }: Participant, paused: Paused, rows: readonly Row[]): string => {
  const since = rows.flatMap(({ wantedAt }) => wantedAt ?? []).sort()[0] ?? '';
  const references = [...new Set(rows.map(({ referral }) => referenceOf(referral)))].sort();
  const what = rows.length === 1 ? '1 message waits' : `${rows.length} messages wait`;
  return [
    `${name} (${organisation}) is paused since ${paused.since.slice(0, 16)} (${pauses[paused.reason].says}):`,
    rows.length === 0
      ? 'nothing waits.'
      : `${what}, the oldest since ${since.slice(0, 16)}, of ${references.join(', ')}.`,
  ].join(' ');
};

/**
 * What is not lost and does not go either: a line for each organisation that is paused. It reads the rows whole, and only while
 * one is: a command of a person may, no function may. `of`: those of one coordinator's referrals alone.
 */
export const waitingLines = async (
  views: TableAt,
  organisations: readonly Participant[],
  of: string | undefined,
): Promise<readonly string[]> => {
  const paused = organisations.flatMap((one) =>
    one.paused && one.active && !isSynthetic(one.organisation) ? [{ one, pause: one.paused, rows: [] as Row[] }] : [],
  );
  if (paused.length === 0) return [];
  const waiting = new Map(paused.map((held) => [held.one.organisation, held]));
  for await (const item of everyItem(views)) {
    const held = waiting.get(String(item.sk).split('#')[0] ?? '');
    const row = held && readRow(item);
    if (!row || !waitsFor(row, held.pause)) continue;
    if (of === undefined || of === row.organisation || of === row.coordinator) held.rows.push(row);
  }
  return paused.map(({ one, pause, rows }) => lineOf(one, pause, rows));
};
