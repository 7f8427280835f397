import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { everyReferral } from '../../infra/operator/every-referral.ts';
import { compareFacts, extendFacts } from '../../infra/operator/extend-facts.ts';
import { booked, id, met, opened } from '../unit/views/made-referral.ts';
import { startDynamodb, type TestDynamodb } from './dynamodb.ts';
import { emptied, hubOn, register, write } from './written.ts';

let store: TestDynamodb;
beforeAll(async () => {
  store = await startDynamodb();
});
afterAll(() => store.stop());
beforeEach(() => emptied(store));

const folder = mkdtempSync(join(tmpdir(), 'facts-'));
const file = join(folder, 'facts.jsonl');
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

const quiet = (): void => undefined;
const other = `${id.slice(0, -1)}0`;

const opening = async () => {
  const { ledger } = hubOn(store, register());
  const table = { client: store.client, table: store.ledgerTable };
  const every = async () => {
    const found: string[] = [];
    for await (const one of everyReferral(table)) found.push(one);
    return found;
  };
  await write(ledger, booked());
  await write(ledger, opened(), other);
  return { ledger, at: { ledger, table, every } };
};

test('a facts file is brought up to the ledger by what has changed, and then is what the ledger says', async () => {
  const { ledger, at } = await opening();
  expect(await extendFacts(at, file, quiet)).toEqual({ lines: 2, made: 2, gone: 0 });
  expect(await compareFacts(at, file, quiet)).toEqual([]);
  await write(ledger, met(booked(), 'attended'));
  expect(await compareFacts(at, file, quiet)).toEqual([`${id}: is otherwise`]);
  expect(await extendFacts(at, file, quiet)).toEqual({ lines: 2, made: 1, gone: 0 });
  expect(await compareFacts(at, file, quiet)).toEqual([]);
  expect(await extendFacts(at, file, quiet)).toEqual({ lines: 2, made: 0, gone: 0 });
});

test('the file of another hub is refused, and stays as it was', async () => {
  const { at } = await opening();
  await extendFacts(at, file, quiet);
  const theirs = readFileSync(file, 'utf8').replaceAll(id.slice(0, -1), `${id.slice(1, -1)}9`);
  writeFileSync(file, theirs);
  await expect(extendFacts(at, file, quiet)).rejects.toThrow("another hub's");
  expect(readFileSync(file, 'utf8')).toBe(theirs);
});

test('two runs at once leave a whole file', async () => {
  const { at } = await opening();
  const runs = await Promise.allSettled([extendFacts(at, file, quiet), extendFacts(at, file, quiet)]);
  expect(runs.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await compareFacts(at, file, quiet)).toEqual([]);
});

test('a line that somebody changed, left out or made up is found', async () => {
  const { at } = await opening();
  await extendFacts(at, file, quiet);
  const [first = '', second = ''] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${first.replace('L99901', 'L99902')}\n${second.replaceAll(/[0-9a-z]{26}/g, 'z'.repeat(26))}\n`);
  expect((await compareFacts(at, file, quiet)).map((line) => line.slice(28)).sort()).toEqual([
    'is missing',
    'is no referral of the ledger',
    'is otherwise',
  ]);
});

test('of a referral that is not in the ledger any more no line stays', async () => {
  const { at } = await opening();
  await extendFacts(at, file, quiet);
  expect(await extendFacts({ ...at, every: async () => [id] }, file, quiet)).toEqual({ lines: 1, made: 0, gone: 1 });
});

test('what is no facts file is not read, and stays as it is', async () => {
  const { at } = await opening();
  writeFileSync(file, 'a letter\n');
  await expect(extendFacts(at, file, quiet)).rejects.toThrow(/Line 1 of .* is no line of a facts file/);
  expect(readFileSync(file, 'utf8')).toBe('a letter\n');
});
