import { parseArgs } from 'node:util';
import { seedOf } from '../simulation/report.ts';
import { keepResult } from '../simulation/results.ts';
import { campaign } from './campaign.ts';
import { openTarget } from './target.ts';

/** SEED=… npm run hostile -- --requests N */
const { values } = parseArgs({ options: { requests: { type: 'string' } } });
const requests = Number(values.requests ?? 100_000);
const seed = seedOf(process.env.SEED);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
/** A shorter one proves less than what stands in the table. */
const worthKeeping = 100_000;

say(`SEED=${seed} npm run hostile -- --requests ${requests}`);
const target = await openTarget();
const figures = await campaign({ target, seed, requests, progress: say }).finally(target.stop);
for (const line of [...figures.lines(), ...figures.faults()]) say(line);
if (requests >= worthKeeping) {
  const readme = new URL('./README.md', import.meta.url);
  await keepResult({ command: 'npm run hostile', seed, seconds: figures.seconds(), says: figures.inShort() }, readme);
}
process.exitCode = figures.faults().length > 0 ? 1 : 0;
