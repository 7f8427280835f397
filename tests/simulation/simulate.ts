import { parseArgs } from 'node:util';
import { judge, verdictLines } from './judges/all.ts';
import { inShort, runLines, seedOf } from './report.ts';
import { keepResult } from './results.ts';
import { daysFor, run } from './run.ts';

/** SEED=… npm run simulate -- --referrals N --days N --kills N --canaries N */
const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { referrals: text, days: text, kills: text, canaries: text } });
const referrals = Number(values.referrals ?? 200);
const days = Number(values.days ?? daysFor(referrals));
const seed = seedOf(process.env.SEED);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * People of whom everything is a marker (issue 6). The other half are like anybody: a marker is no telephone, so that no text reaches a canary,
 * and what texts say has a judge too.
 */
const canaries = Number(values.canaries ?? Math.min(1_000, Math.floor(referrals / 2)));

/** A shorter one proves less than what stands in the table. */
const worthKeeping = 200;

say(`SEED=${seed}`);
const began = performance.now();
const ran = await run({
  seed,
  referrals,
  days,
  kills: Number(values.kills ?? 3),
  canaries,
  progress: say,
});
const milliseconds = performance.now() - began;
for (const line of runLines(ran, milliseconds)) say(line);
const verdicts = await judge(ran, (verdict) => verdictLines([verdict]).forEach(say)).finally(ran.stop);
if (referrals >= worthKeeping || ran.kills >= 100) {
  const command = ['npm run', values.kills ? 'kill-cycles' : `simulate -- --referrals ${referrals}`].join(' ');
  await keepResult({ command, seed, seconds: milliseconds / 1000, says: inShort(ran, verdicts) });
}
if (verdicts.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
