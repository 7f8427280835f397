import { isDeepStrictEqual } from 'node:util';
import { dynamoParticipants } from '../../../functions/identity/participants.ts';
import { dynamoLedger } from '../../../functions/ledger/dynamo-ledger.ts';
import { isPending } from '../../../functions/views/happened.ts';
import { projectReferral } from '../../../functions/views/project-referral.ts';
import { namesOfBoth, projectedNames, type Row } from '../../../functions/views/row.ts';
import type { RowStore, RowWrite } from '../../../functions/views/row-store.ts';
import type { Evidence, Finding } from './book.ts';

/** These follow from what happened too, which a rebuild from nothing cannot know. */
const compared = projectedNames.filter((name) => !namesOfBoth.includes(name));

/** Takes what a projection writes, and has nothing: so every row is made from the ledger alone. */
const emptyRows = (): { readonly rows: RowStore; readonly wrote: RowWrite[] } => {
  const wrote: RowWrite[] = [];
  return {
    wrote,
    rows: {
      read: async () => [],
      write: async (change) => {
        wrote.push(change);
        return { kind: 'written', row: { referral: change.referral, sk: change.sk, organisation: '', item: {} } };
      },
      remove: async () => undefined,
    },
  };
};

export const equalsRebuild = async ({ books, dynamodb, tables }: Evidence): Promise<Finding> => {
  const faults: string[] = [];
  const table = { client: dynamodb, table: tables.ledger };
  const ledger = dynamoLedger(table);
  const participants = dynamoParticipants(table);
  let count = 0;
  for (const { id, rows } of books) {
    const { rows: empty, wrote } = emptyRows();
    const references = { keep: async () => undefined, find: async () => [] };
    await projectReferral({ ledger, participants, rows: empty, references })(id);
    const wanted = new Map(wrote.map((change) => [change.sk, change.set]));
    count += wanted.size;
    for (const row of rows.filter((r) => !wanted.has(r.sk) && r.lastTried === undefined))
      faults.push(`${id}: row ${row.sk} is nobody's`);
    for (const [sk, set] of wanted) {
      const row = rows.find((r) => r.sk === sk);
      const differ = compared.filter((name) => !isDeepStrictEqual(row?.item[name], set[name]));
      if (differ.length > 0) faults.push(`${id}: row ${sk} differs from a rebuild in ${differ.join(', ')}`);
      if (row && isPending(row)) faults.push(`${id}: ${sk} still waits to be told: ${waiting(row)}`);
    }
  }
  return { figures: `${count} rows`, faults };
};

const waiting = ({ wanted, wantedAt, told, ended, attempts, next, lease, outcome, item }: Row): string =>
  JSON.stringify({ wanted, wantedAt, told, ended, attempts, next, lease, outcome, due: item.due, part: item.dueShard });
