import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readServices } from '../../../infra/operator/directory-files.ts';
import { directoryVerbs } from '../../../infra/operator/directory-verbs.ts';
import { readVerb } from '../../../infra/operator/verbs.ts';
import { readItem } from '../../../mappings/directory/item.ts';
import { startDynamodb, type TestDynamodb } from '../dynamodb.ts';
import { directoryOn, service } from './councils.ts';

const folder = mkdtempSync(join(tmpdir(), 'export-'));
let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await store.stop();
});

/** More than are asked for at once. */
const ids = Array.from({ length: 45 }, (_, n) => n);

test.each(['all.json', 'all.csv'])(
  'every service that is listed is in %s, once, and can be loaded again',
  async (name) => {
    const on = directoryOn(store);
    const services = ids.flatMap((n) => {
      const item = readItem(service(n));
      return item.kind === 'service' ? [item.service] : [];
    });
    await on.load({ name: 'council', publisher: 'Council', licence: 'OGL 3.0' }, services);
    await on.rebuild();
    const { endpoint, region, credentials, directoryTable } = store;
    const dynamodb = { endpoint, region, credentials };
    const outputs = { DirectoryTable: directoryTable };
    const file = join(folder, name);
    const { verb, id, words, options } = readVerb({ name: 'directory', noun: 'file', verbs: directoryVerbs }, [
      ...['export', file],
    ]);
    const says = await verb.run(id, words, options, async () => ({
      ...{ url: 'http://127.0.0.1:9', dynamodb, aws: dynamodb, allowedPrivateOrigins: [], outputs },
    }));
    expect(says).toBe(`45 services are in ${file}.`);
    const read = await readServices(file);
    expect(read.faults).toEqual([]);
    expect(read.services.map(({ id: one }) => one).sort()).toEqual(ids.map((n) => `s${n}`).sort());
  },
);
