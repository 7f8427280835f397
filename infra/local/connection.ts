import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../build/replace-file.ts';

const connection = z.object({
  pid: z.number(),
  url: z.string(),
  controlUrl: z.string(),
  region: z.string(),
  ledgerTable: z.string(),
  viewsTable: z.string(),
  dynamodb: z.object({
    endpoint: z.string(),
    region: z.string(),
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
});

/** How to reach a running hub, in `runtime.json` of its data folder: for the demo, operators' commands, tests and benches. */
export type Connection = z.infer<typeof connection>;

/** HANDOVER_DATA, else `.data/` of the current directory. */
export const dataFolder = (): string => process.env.HANDOVER_DATA || '.data';

const fileIn = (folder: string): string => join(folder, 'runtime.json');

export const writeConnection = async (folder: string, written: Connection): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(fileIn(folder), `${JSON.stringify(written, null, 2)}\n`);
};

/** Throws a sentence that says what to do when no hub was started on the folder. */
export const readConnection = async (folder = dataFolder()): Promise<Connection> => {
  try {
    return connection.parse(JSON.parse(await readFile(fileIn(folder), 'utf8')));
  } catch {
    throw new Error('No running hub was found. Start one with: npm start');
  }
};
