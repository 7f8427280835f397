import { z } from 'zod';
import type { Kept } from '../state/kept.ts';

/** How far one shard was read: kept after each batch that was handled, so a new start goes on there, at least once. */
export interface Positions {
  /** Sequence number of the last record that was handled; undefined before the first. */
  read(shard: string): string | undefined;
  reached(shard: string, sequence: string): void;
  /** A closed shard that was read to its end. */
  finished(shard: string): void;
  isFinished(shard: string): boolean;
}

const row = z.object({ sequence: z.string().nullable(), finished: z.number() });

export const positionsOf = ({ database }: Kept): Positions => {
  database.exec(
    'CREATE TABLE IF NOT EXISTS position (shard TEXT PRIMARY KEY, sequence TEXT, finished INTEGER NOT NULL DEFAULT 0) STRICT',
  );
  const select = database.prepare('SELECT sequence, finished FROM position WHERE shard = ?');
  const reach = database.prepare(
    'INSERT INTO position (shard, sequence) VALUES (?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence',
  );
  const finish = database.prepare(
    'INSERT INTO position (shard, finished) VALUES (?, 1) ON CONFLICT DO UPDATE SET finished = 1',
  );
  const known = (shard: string) => row.optional().parse(select.get(shard));
  return {
    read: (shard) => known(shard)?.sequence ?? undefined,
    reached: (shard, sequence) => {
      reach.run(shard, sequence);
    },
    finished: (shard) => {
      finish.run(shard);
    },
    isFinished: (shard) => known(shard)?.finished === 1,
  };
};
