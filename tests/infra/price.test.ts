import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { deployedResources } from '../../infra/build/deployed-resources.ts';
import { bills, withPrices } from '../../infra/build/price-sheet.ts';
import { takesAll } from '../bench/recipient.ts';
import { tables } from '../bench/tables.ts';
import { startedHub } from './hub.ts';
import { type Counted, measuredLoop, measuredMinute, measuredRound, metricsOfAnHour } from './measured-loop.ts';

const file = (name: string): URL => new URL(`../../infra/decisions/${name}`, import.meta.url);
const read = (name: string): string => readFileSync(file(name), 'utf8');
const counted = z.record(z.string(), z.record(z.string(), z.number()));
const written = z
  .looseObject({ loop: counted, idleMinute: counted, roundOfNobody: counted, metricsOfAnHour: z.array(z.string()) })
  .parse(JSON.parse(read('measured.json')));

const recipient = await takesAll();
afterAll(() => recipient.stop());

/** How batches fall is chance, more so on a busy machine; twice as much is not. */
const isAbout = (now: number, then: number): boolean => Math.abs(now - then) <= 0.6 * then + 3;

const compare = (now: Counted, then: z.infer<typeof counted>): string[] =>
  [...new Set([...Object.keys(now), ...Object.keys(then)])].flatMap((name) =>
    (['invocations', 'readUnits', 'writeUnits', 'events'] as const)
      .map((what) => [what, now[name]?.[what] ?? 0, then[name]?.[what] ?? 0] as const)
      .filter(([, a, b]) => !isAbout(a, b))
      .map(([what, a, b]) => `${name} ${what}: ${a}, written down ${b}`),
  );

/** Of the machine: neither time nor what was said is compared, only that somebody counted it. */
const hasTimes = (done: z.infer<typeof counted>): boolean =>
  Object.values(done).every(({ milliseconds = 0, logBytes = -1 }) => milliseconds > 0 && logBytes >= 0);

test('a loop, an idle minute and a round of nobody take what the price sheet was made from', async () => {
  const hub = await startedHub({ synthetic: 'on', endpoints: { L99901: recipient.url, CWS01: recipient.url } });
  const [loop, idleMinute] = [await measuredLoop(hub), await measuredMinute(hub)];
  const roundOfNobody = await measuredRound(hub);
  const hourly = await metricsOfAnHour(hub);
  // MEASURED=write vitest … writes down what is counted now; then npm run docs.
  if (process.env.MEASURED === 'write') {
    const date = new Date().toISOString().slice(0, 10);
    const now = { ...written, loop, idleMinute, roundOfNobody, metricsOfAnHour: hourly, date };
    writeFileSync(file('measured.json'), `${JSON.stringify(now, undefined, 2)}\n`);
  }
  expect([
    ...compare(loop, written.loop),
    ...compare(idleMinute, written.idleMinute),
    ...compare(roundOfNobody, written.roundOfNobody),
  ]).toEqual([]);
  expect(hourly).toEqual(written.metricsOfAnHour);
  expect([written.loop, written.idleMinute, written.roundOfNobody].map(hasTimes)).toEqual([true, true, true]);
}, 180_000);

const list = z
  .object({ items: z.record(z.string(), z.object({ page: z.url() })), source: z.string().min(40) })
  .parse(JSON.parse(read('prices.json')));

test('the price sheet is made from the template, the counts and a list of prices, each with its day and how it is known', () => {
  const sheet = read('cost.md');
  expect(withPrices(sheet)).toBe(sheet);
  const rows = sheet.split('\n').filter((line) => /^\| (?!item|---|\*\*)/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.filter((row) => !/\| \d{4}-\d\d-\d\d( \[K\])? \| \d+\.\d\d \|$/.test(row))).toEqual([]);
});

test('whatever has a price has a row, and what the template holds has a price or a reason why it needs none', () => {
  const { idle, loops } = bills();
  const billed = Object.entries({ ...loops, ...idle }).filter(([, count]) => count > 0);
  expect(billed.map(([name]) => name).sort()).toEqual(Object.keys(list.items).sort());
  const added = { id: 'Added', type: 'AWS::S3::Bucket', properties: {} };
  expect(() => bills([...deployedResources(), added])).toThrow('does not say what AWS::S3::Bucket costs');
});

const ofBench = (name: string): string => readFileSync(new URL(`../bench/${name}`, import.meta.url), 'utf8');
test.each(readdirSync(new URL('../bench/results', import.meta.url)))(
  'the table of %s stands as it, the counts and the price sheet have it',
  (file) => {
    // npm run bench -- --table makes it anew, and so do the other benches.
    const [, put] = Object.entries(tables).find(([name]) => file === `${name}.json`) ?? [];
    expect(put?.(ofBench('README.md'), ofBench(`results/${file}`))).toBe(ofBench('README.md'));
  },
);
