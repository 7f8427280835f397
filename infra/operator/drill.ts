import { dynamodbOf, outputOf, reachHub } from './connection.ts';
import { holdsLost, holdsLostLines, lostLines, lostSince } from './lost.ts';
import { rebuildAll, rebuiltLines } from './rebuilt.ts';
import { copyItems, likeTable, removeTable, type TableAt, untilReady } from './tables.ts';

interface Drilled {
  /** How many minutes before now the copies end. */
  readonly lose: number;
  /** Tables that AWS restored. */
  readonly restored?: { readonly ledger: string; readonly views: string };
}

interface Both {
  readonly now: TableAt;
  readonly viewsNow: TableAt;
  readonly ledger: TableAt;
  readonly views: TableAt;
}

const copies = async ({ now, viewsNow, ledger, views }: Both, lose: number): Promise<void> => {
  const until = new Date(Date.now() - lose * 60_000).toISOString();
  const { kept, left } = await copyItems(now, ledger, ({ at }) => (at?.S ?? '') <= until);
  await copyItems(viewsNow, views, () => true);
  console.log(`${kept} items of the ledger as it was at ${until}; ${left} that are newer are left out.`);
};

const advice = (newest: string | undefined): string[] => [
  `Ask every organisation to send again what it sent since ${newest ?? 'the beginning'}: a repeat with the same X-Request-Id does nothing twice.`,
];

/** The ledger of before may be what cannot be read any more: all else was said by then. */
const holdsLines = async (before: TableAt, restored: TableAt): Promise<readonly string[]> => {
  try {
    return holdsLostLines(await holdsLost(before, restored));
  } catch {
    process.exitCode = 1;
    return [
      'The holds could not be compared: `audit -- who-saw` says of a referral who held it (`held`), and who released it.',
    ];
  }
};

/**
 * Without tables it makes its own: copies of both, the ledger as it was some minutes ago, which is what a point-in-time
 * restore would give; and removes them. With tables it looks at what AWS restored (infra/decisions/deploy.md).
 */
export const drill = async ({ lose, restored }: Drilled): Promise<void> => {
  const hub = await reachHub();
  const client = dynamodbOf(hub);
  const now = { client, table: outputOf(hub, 'LedgerTable') };
  const viewsNow = { client, table: outputOf(hub, 'ViewsTable') };
  const began = performance.now();
  const made: TableAt[] = [];
  const opened = async (name: string | undefined, like: TableAt): Promise<TableAt> => {
    if (name) return { client, table: name };
    const copy = await likeTable(like, `${like.table}-drill`);
    made.push(copy);
    await untilReady(copy);
    return copy;
  };
  try {
    const ledger = await opened(restored?.ledger, now);
    const views = await opened(restored?.views, viewsNow);
    if (!restored) await copies({ now, viewsNow, ledger, views }, lose);
    const rebuilt = await rebuildAll(ledger, views);
    const lost = await lostSince(viewsNow, ledger);
    console.log([...rebuiltLines(rebuilt), ...lostLines(lost), ...advice(rebuilt.newest)].join('\n'));
    for (const line of await holdsLines(now, ledger)) console.log(line);
    console.log(`It took ${Math.ceil((performance.now() - began) / 1000)} s.`);
    if (rebuilt.broken.length > 0) process.exitCode = 1;
  } finally {
    await Promise.all(made.map(removeTable));
  }
};
