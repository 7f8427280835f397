import { afterAll, beforeAll, expect, test } from 'vitest';
import { judge, judges, type Verdict, verdictLines } from './judges/all.ts';
import { runLines, seedOf } from './report.ts';
import { daysFor, type Ran, run } from './run.ts';

let ran: Ran | undefined;
let verdicts: readonly Verdict[] = [];

/** The same people, fates and faults each time: a change is judged here, and not the dice. Other seeds are drawn by `npm run simulate`. */
const usual = '721368659';

beforeAll(async () => {
  const seed = seedOf(process.env.SEED ?? usual);
  const say = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`);
  say([`SEED=${seed}`]);
  const began = performance.now();
  try {
    ran = await run({ seed, referrals: 200, days: daysFor(200), kills: 1, canaries: 100 });
    verdicts = await judge(ran);
  } finally {
    if (ran) say([...runLines(ran, performance.now() - began), ...verdictLines(verdicts)]);
  }
}, 900_000);
afterAll(() => ran?.stop());

test.each(Object.keys(judges))('%s', (name) => {
  expect(verdicts.find((verdict) => verdict.name === name)?.faults).toEqual([]);
});
