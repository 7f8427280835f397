import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { rowsKey } from '../../../functions/views/keys.ts';
import { readRow } from '../../../functions/views/row.ts';
import type { RowStore } from '../../../functions/views/row-store.ts';

type Item = Record<string, unknown>;

/** Rows that behave as those of DynamoDB do: each write on condition that nobody wrote since, whole or not at all. */
export const rowsInMemory = (referral: string): RowStore => {
  const items = new Map<string, Item>();
  const rowAt = (sk: string) => {
    const item = items.get(sk);
    return item && readRow(item);
  };
  return {
    read: async () => [...items.keys()].sort().flatMap((sk) => rowAt(sk) ?? []),
    write: async ({ sk, from, set, remove = [] }) => {
      const standing = items.get(sk);
      if (standing?.turn !== from?.turn) return { kind: 'moved', now: rowAt(sk) };
      const next: Item = { pk: rowsKey(referral), sk, ...standing, ...set, turn: Number(from?.turn ?? 0) + 1 };
      for (const name of remove) delete next[name];
      items.set(sk, unmarshall(marshall(next)));
      const row = rowAt(sk);
      if (!row) throw new Error('A row that was written cannot be read');
      return { kind: 'written', row };
    },
    remove: async ({ sk }) => {
      items.delete(sk);
    },
  };
};
