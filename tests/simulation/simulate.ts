import { parseArgs } from 'node:util';
import { judge, verdictLines } from './judges/all.ts';
import { runLines, seedOf } from './report.ts';
import { run } from './run.ts';

/** SEED=… npm run simulate -- --referrals N --days N --kills N */
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { referrals: text, days: text, kills: text } });
const referrals = Number(values.referrals ?? 200);
const days = Number(values.days ?? Math.max(30, referrals / 50));
const seed = seedOf(process.env.SEED);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

say(`SEED=${seed}`);
const began = performance.now();
const ran = await run({ seed, referrals, days, kills: Number(values.kills ?? 3), progress: say });
for (const line of runLines(ran, performance.now() - began)) say(line);
const verdicts = await judge(ran);
for (const line of verdictLines(verdicts)) say(line);
await ran.stop();
if (verdicts.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
