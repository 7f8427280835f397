import { z } from 'zod';
import { messageStore } from '../../../infra/local/queues/message-store.ts';
import { openKept } from '../../../infra/local/state/kept.ts';

const row = z.object({ queue: z.string(), body: z.string() });
type KeptMessage = z.infer<typeof row>;

/** Before the hub starts: from now on its own database keeps a copy of each message that is put on a queue. */
export const keepMessages = (data: string): void => {
  const kept = openKept(data);
  messageStore(kept.database);
  kept.database.exec(`
    CREATE TABLE IF NOT EXISTS seen (queue TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE TRIGGER IF NOT EXISTS see AFTER INSERT ON message
      BEGIN INSERT INTO seen VALUES (NEW.queue, NEW.body); END;
    CREATE TRIGGER IF NOT EXISTS see_moved AFTER UPDATE OF queue ON message
      BEGIN INSERT INTO seen VALUES (NEW.queue, NEW.body); END;
  `);
  kept.close();
};

/** After it has stopped: all of them, by the name of their queue. */
export const messagesKept = (data: string): KeptMessage[] => {
  const kept = openKept(data);
  const all = z.array(row).parse(kept.database.prepare('SELECT queue, body FROM seen').all());
  kept.close();
  return all.map(({ queue, body }) => ({ queue: queue.split(':').at(-1) ?? '', body }));
};
