import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { withPrices } from '../../infra/build/price-sheet.ts';
import { startedHub } from './hub.ts';
import { type Counted, measuredLoop, measuredMinute, takesAll } from './measured-loop.ts';

const file = (name: string): URL => new URL(`../../infra/decisions/${name}`, import.meta.url);
const read = (name: string): string => readFileSync(file(name), 'utf8');
const counted = z.record(z.string(), z.record(z.string(), z.number()));
const written = z.looseObject({ loop: counted, idleMinute: counted }).parse(JSON.parse(read('measured.json')));

const recipient = await takesAll();
afterAll(() => recipient.close());

/** How a batch falls is chance; a third more or less is not. */
const isAbout = (now: number, then: number): boolean => Math.abs(now - then) <= 0.35 * then + 3;

const compare = (now: Counted, then: z.infer<typeof counted>): string[] =>
  [...new Set([...Object.keys(now), ...Object.keys(then)])].flatMap((name) =>
    (['invocations', 'readUnits', 'writeUnits'] as const)
      .map((what) => [what, now[name]?.[what] ?? 0, then[name]?.[what] ?? 0] as const)
      .filter(([, a, b]) => !isAbout(a, b))
      .map(([what, a, b]) => `${name} ${what}: ${a}, written down ${b}`),
  );

test('one loop and one idle minute cost what the price sheet was made from', async () => {
  const hub = await startedHub({ endpoints: { L99901: recipient.url, CWS01: recipient.url } });
  const [loop, idleMinute] = [await measuredLoop(hub), await measuredMinute(hub)];
  // MEASURED=write vitest … writes down what is counted now; then npm run docs.
  if (process.env.MEASURED === 'write') {
    writeFileSync(file('measured.json'), `${JSON.stringify({ ...written, loop, idleMinute }, undefined, 2)}\n`);
  }
  expect([...compare(loop, written.loop), ...compare(idleMinute, written.idleMinute)]).toEqual([]);
}, 180_000);

test('the price sheet is made from the template, the counts and a dated list of prices', () => {
  const sheet = read('cost.md');
  expect(withPrices(sheet)).toBe(sheet);
  expect(sheet).toMatch(/\| \*\*altogether\*\* .*\*\*\d+\.\d\d\*\* \|/);
  const prices = z
    .object({
      date: z.iso.date(),
      source: z.string().min(40),
      items: z.record(z.string(), z.object({ page: z.url() })),
    })
    .parse(JSON.parse(read('prices.json')));
  expect(Object.keys(prices.items).length).toBeGreaterThan(15);
});
