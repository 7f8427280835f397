import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fhirId } from '../../../functions/directory/keys.ts';
import { readServices } from '../../../infra/operator/directory-files.ts';
import { readItem } from '../../../mappings/directory/item.ts';
import { directoryOn, service } from './councils.ts';
import { operatorOfFile } from './operator.ts';

const { folder, store, run } = operatorOfFile('export');

/** More than are asked for at once. */
const ids = Array.from({ length: 45 }, (_, n) => n);

test.each(['all.json', 'all.csv'])(
  'every service that is listed is in %s, once, and can be loaded again',
  async (name) => {
    const on = directoryOn(store());
    const services = ids.flatMap((n) => {
      const item = readItem(service(n));
      return item.kind === 'service' ? [item.service] : [];
    });
    await on.load({ name: 'council', publisher: 'Council', licence: 'OGL 3.0' }, services);
    const says = { partner: 'walking-group' };
    const by = { by: 'council', who: 'council' } as const;
    if (name.endsWith('.csv')) await on.say(fhirId('s7'), { ...by, at: '2026-11-23T10:00:00.000Z', says });
    await on.rebuild();
    const file = join(folder, name);
    expect(await run('export', file)).toBe(`45 services are in ${file}.`);
    const read = await readServices(file);
    expect(read.faults).toEqual([]);
    expect(read.services.map(({ id }) => id).sort()).toEqual(ids.map((n) => `s${n}`).sort());
    // Who runs it on the hub is in what a spreadsheet reads, so that it stands when that is loaded.
    if (name.endsWith('.csv')) expect(read.partners.get('s7')).toBe('walking-group');
  },
);

test('a file of which one service is refused is loaded without it, says which, and ends with 1', async () => {
  const items = (numbers: readonly number[]) => ({ contents: numbers.map((n) => service(n)) });
  const load = async (name: string, numbers: readonly number[]) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(items(numbers)));
    try {
      const says = await run('load', name, file, '--publisher', 'Council', '--licence', 'OGL 3.0');
      return [says, process.exitCode] as const;
    } finally {
      process.exitCode = undefined;
    }
  };
  expect(await load('one', [101, 102])).toEqual(['2 services are in the directory one.', undefined]);
  const [says, code] = await load('two', [102, 103]);
  expect(says).toMatch(/^1 services are in the directory two\.\ns102: another directory lists it/);
  expect(code).toBe(1);
});
