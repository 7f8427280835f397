import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { directoryVerbs } from '../../../infra/operator/directory-verbs.ts';
import { readVerb } from '../../../infra/operator/verbs.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';

/** `npm run directory`, for the tests of one file, with tables and a folder of their own. */
export const operatorOfFile = (name: string) => {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  let store: TestDynamodb;
  beforeAll(async () => {
    store = await startDynamodb();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await store.stop();
  });
  return {
    folder,
    store: () => store,
    /** What the command says. */
    run: (...args: string[]): Promise<string> => {
      const asked = readVerb({ name: 'directory', noun: 'file', verbs: directoryVerbs }, args);
      const { endpoint, region, credentials, directoryTable } = store;
      const where = { endpoint, region, credentials };
      const hub = { url: 'http://127.0.0.1:9', dynamodb: where, aws: where, allowedPrivateOrigins: [] };
      const reach = async () => ({ ...hub, outputs: { DirectoryTable: directoryTable } });
      return asked.verb.run(asked.id, asked.words, asked.options, reach);
    },
  };
};
