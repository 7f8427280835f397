import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { countedLoop } from '../bench/count-loop.ts';
import { withCounts } from '../bench/counts-table.ts';
import { takesAll } from '../bench/recipient.ts';
import { tallyOf } from '../bench/tally.ts';
import { startedHub } from './hub.ts';

const results = new URL('../bench/results/counts.json', import.meta.url);
const readme = new URL('../bench/README.md', import.meta.url);

const recipient = await takesAll();
afterAll(() => recipient.stop());

/** Until the next Tuesday at ten by Greenwich. */
const minutesTo = (now: Date): number => {
  const then = new Date(now);
  then.setUTCHours(10, 0, 0, 0);
  while (then <= now || then.getUTCDay() !== 2) then.setUTCDate(then.getUTCDate() + 1);
  return Math.floor((then.getTime() - now.getTime()) / 60_000);
};

test('one closed loop takes as many requests and units as is written down, item by item', async () => {
  const hub = await startedHub({ endpoints: { L99901: recipient.url, CWS01: recipient.url } });
  // Which deadline is the next one, and so which index keys move, depends on the hour of the week.
  await hub.advance(minutesTo(await hub.now()));
  await hub.quiet();
  const tally = tallyOf(await countedLoop(hub));
  // COUNTS=write vitest … writes down what is counted now: look at the difference.
  if (process.env.COUNTS === 'write') {
    writeFileSync(results, `${JSON.stringify(tally, undefined, 2)}\n`);
    writeFileSync(readme, withCounts(readFileSync(readme, 'utf8'), tally));
  }
  const { bytes, events, invocations, messages, after, streamRecords, waited, write } = tally.total;
  const written: typeof tally = JSON.parse(readFileSync(results, 'utf8'));
  expect(tally.written).toEqual(written.written);
  const askedOf = ({ steps }: typeof tally) =>
    Object.entries(steps).map(([step, { waited, write }]) => [step, waited, write]);
  expect(askedOf(tally)).toEqual(askedOf(written));
  expect([waited, write, streamRecords]).toEqual([
    written.total.waited,
    written.total.write,
    written.total.streamRecords,
  ]);
  // What follows is read as often as somebody looks: a busy machine looks twice, and finds nothing new; it may make two batches of one; bytes differ with the lengths of instants and numbers.
  expect(Math.abs(bytes / written.total.bytes - 1)).toBeLessThan(0.05);
  expect(Math.abs(after / written.total.after - 1)).toBeLessThan(0.1);
  expect(Math.abs(invocations - written.total.invocations)).toBeLessThanOrEqual(3);
  expect(Math.abs(events - written.total.events)).toBeLessThanOrEqual(3);
  expect(Math.abs(messages - written.total.messages)).toBeLessThanOrEqual(3);
  const text = readFileSync(readme, 'utf8');
  expect(withCounts(text, written)).toBe(text);
}, 240_000);
