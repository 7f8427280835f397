import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What survives the hub: queues, stream positions, keys, secrets. */
export interface Kept {
  readonly database: DatabaseSync;
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  /** What is kept under the name, or else made now and kept. */
  once(name: string, make: () => string): string;
  close(): void;
}

/**
 * @param folder undefined keeps nothing.
 * WAL with NORMAL survives kill -9 (not a power cut, which trial data may). The exclusive lock ends with the process,
 * however it ends, so a second hub on the same folder is refused and a crashed one is not in the way.
 */
export const openKept = (folder: string | undefined): Kept => {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(folder ? join(folder, 'hub.sqlite') : ':memory:');
  try {
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    `);
  } catch (error) {
    if (error instanceof Error && error.message.includes('locked'))
      throw new Error(`Another hub runs on ${folder}. Stop it, or choose another folder with HANDOVER_DATA`);
    throw error;
  }
  const select = database.prepare('SELECT value FROM kept WHERE name = ?');
  const upsert = database.prepare('INSERT INTO kept VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const read = (name: string): string | undefined => {
    const value = select.get(name)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const write = (name: string, value: string): void => {
    upsert.run(name, value);
  };
  return {
    database,
    read,
    write,
    once: (name, make) => {
      const known = read(name);
      if (known !== undefined) return known;
      const made = make();
      write(name, made);
      return made;
    },
    close: () => database.close(),
  };
};
