import type { DueRow } from '../views/due-rows.ts';
import { isPending } from '../views/happened.ts';
import { dueShardOf, waitingFor } from '../views/keys.ts';
import type { LineRow, LineRows } from '../views/line-rows.ts';
import type { RowStore } from '../views/row-store.ts';
import { carriers, isBroken, paceOf } from './line.ts';
import { deferred } from './settle.ts';
import { writeOf } from './tell-head.ts';

/** What one recipient is given a minute: one that was away must not drown in what waited for it. */
const mostAMinute = 60;
const minuteMs = 60_000;
/** As many deadlines as a nation has. */
const mostDeadlines = 20_000;
const together = 8;
/** A line that was quiet for so long says nothing any more. */
const quietMs = 3_600_000;

interface LineSweepPorts {
  readonly lines: LineRows;
  readonly rows: RowStore;
  readonly dueIn: (part: string, of: { readonly until?: string; readonly limit: number }) => Promise<DueRow[]>;
}

/**
 * What is due of all that waits for another try, recipient by recipient, each within its budget. Where one answers again, all
 * that waits for a later step is brought forward; a line with nothing left to say, and nobody behind it, goes.
 */
export const dueBehindLines =
  (ports: LineSweepPorts) =>
  async (now: string): Promise<readonly DueRow[]> => {
    const lines = await ports.lines.list();
    return (await Promise.all(lines.map((line) => dueBehind(ports, line, now)))).flat();
  };

const dueBehind = async (ports: LineSweepPorts, line: LineRow, now: string): Promise<DueRow[]> => {
  // What they carry lies among the deadlines, and is tried at its own steps.
  if (carriers.includes(line.organisation)) return tidy(ports, line, now).then(() => []);
  // One that is slow: as many as it can answer.
  const canAnswer = (line.slow ?? '') > now ? Math.ceil(minuteMs / paceOf(line)) : mostAMinute;
  const limit = Math.min(canAnswer, mostAMinute);
  const part = waitingFor(line.organisation);
  if (line.recovered === undefined) {
    const due = await ports.dueIn(part, { until: now, limit });
    if (due.length === 0) await tidy(ports, line, now);
    return due;
  }
  const waiting = await ports.dueIn(part, { limit });
  for (const { referral } of waiting) await bringForward(ports, referral, line, now);
  if (waiting.length < limit) {
    await bringBeside(ports, line, now);
    const { organisation: _, turn: __, recovered: ___, ...rest } = line;
    await ports.lines.write(line.organisation, line, { ...rest, recovered: undefined, changed: now });
  }
  return waiting;
};

/** What was tried since then failed since then: it keeps its step. */
const bringForward = async ({ rows }: LineSweepPorts, referral: string, line: LineRow, now: string): Promise<void> => {
  const own = (await rows.read(referral)).filter(
    (row) =>
      row.organisation === line.organisation &&
      isPending(row) &&
      (row.next ?? '') > now &&
      (row.lastTried ?? '') < (line.recovered ?? ''),
  );
  await Promise.all(own.map((row) => rows.write(writeOf(row, deferred(row, now)))));
};

/** Those whose deadline comes before their try lie among the deadlines: once the others are through, they are looked for there. */
const bringBeside = async (ports: LineSweepPorts, line: LineRow, now: string): Promise<void> => {
  const { organisation } = line;
  const deadlines = await ports.dueIn(dueShardOf(organisation), { limit: mostDeadlines });
  const own = deadlines.filter(({ sk }) => sk === organisation).map(({ referral }) => referral);
  const work = async (): Promise<void> => {
    for (let one = own.shift(); one !== undefined; one = own.shift()) await bringForward(ports, one, line, now);
  };
  await Promise.all(Array.from({ length: together }, work));
};

/** Not before it was quiet for long: what is about to wait for a recipient has written its line just before. */
const tidy = async ({ lines, dueIn }: LineSweepPorts, line: LineRow, now: string): Promise<void> => {
  const since = new Date(Date.parse(now) - quietMs).toISOString();
  const says = isBroken(line) || (line.until ?? '') > now || (line.slow ?? '') > now;
  if (says || line.changed > since) return;
  if ((await dueIn(waitingFor(line.organisation), { limit: 1 })).length === 0) await lines.remove(line);
};
