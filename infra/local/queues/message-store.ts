import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const row = z.object({
  id: z.string(),
  body: z.string(),
  sent: z.number(),
  /** How often it was received, this time included. */
  receives: z.number(),
  /** Of the latest receive: an older holder may no longer remove it. */
  receipt: z.string(),
});

export type Message = z.infer<typeof row>;

export interface MessageStore {
  add(queue: string, body: string, sent: number, visible: number): string;
  take(queue: string, most: number, now: number, hiddenUntil: number): readonly Message[];
  move(message: Message, queue: string, now: number): void;
  remove(message: Pick<Message, 'id' | 'receipt'>): void;
  nextVisible(queue: string): number | undefined;
  releaseAll(now: number): void;
  length(queue: string): number;
  /** How many could be received now, how many cannot, and when the oldest was sent. */
  standing(queue: string, now: number): { visible: number; hidden: number; oldest: number | undefined };
}

const count = z.object({ n: z.number() });
const stock = z.object({ visible: z.number(), hidden: z.number(), oldest: z.number().nullable() });
const earliest = z.object({ visible: z.number().nullable() });

/** Queues as one table of SQLite: what was accepted survives the process. Instants are milliseconds of the hub's time. */
export const messageStore = (database: DatabaseSync): MessageStore => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS message (
      id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, sent INTEGER NOT NULL, visible INTEGER NOT NULL,
      receives INTEGER NOT NULL DEFAULT 0, receipt TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX IF NOT EXISTS message_visible ON message (queue, visible);
  `);
  const add = database.prepare('INSERT INTO message (id, queue, body, sent, visible) VALUES (?, ?, ?, ?, ?)');
  const take = database.prepare(`
    UPDATE message SET receives = receives + 1, visible = ?, receipt = ?
    WHERE id IN (SELECT id FROM message WHERE queue = ? AND visible <= ? ORDER BY visible, rowid LIMIT ?)
    RETURNING id, body, sent, receives, receipt
  `);
  const move = database.prepare("UPDATE message SET queue = ?, visible = ?, receives = 0, receipt = '' WHERE id = ?");
  const remove = database.prepare('DELETE FROM message WHERE id = ? AND receipt = ?');
  const next = database.prepare('SELECT MIN(visible) AS visible FROM message WHERE queue = ?');
  const release = database.prepare("UPDATE message SET visible = ?, receipt = '' WHERE receipt <> ''");
  const standing = database.prepare(
    // The age leaves out what was received more than three times:
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    `SELECT COALESCE(SUM(visible <= $now), 0) AS visible, COALESCE(SUM(visible > $now AND receives > 0), 0) AS hidden,
       MIN(CASE WHEN receives <= 3 THEN sent END) AS oldest FROM message WHERE queue = $queue`,
  );
  const length = database.prepare('SELECT COUNT(*) AS n FROM message WHERE queue = ?');
  return {
    add: (queue, body, sent, visible) => {
      const id = randomUUID();
      add.run(id, queue, body, sent, visible);
      return id;
    },
    take: (queue, most, now, hiddenUntil) => z.array(row).parse(take.all(hiddenUntil, randomUUID(), queue, now, most)),
    move: ({ id }, queue, now) => {
      move.run(queue, now, id);
    },
    remove: ({ id, receipt }) => {
      remove.run(id, receipt);
    },
    nextVisible: (queue) => earliest.parse(next.get(queue)).visible ?? undefined,
    releaseAll: (now) => {
      release.run(now);
    },
    standing: (queue, now) => {
      const { visible, hidden, oldest } = stock.parse(standing.get({ $now: now, $queue: queue }));
      return { visible, hidden, oldest: oldest ?? undefined };
    },
    length: (queue) => count.parse(length.get(queue)).n,
  };
};
