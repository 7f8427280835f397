import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { command } from '../../infra/operator/command.ts';
import { type BenchResult, withBench } from './bench-table.ts';
import { coldStarts } from './cold-start.ts';
import { countedElsewhere } from './counted-elsewhere.ts';
import { type Measured, measure } from './measure.ts';
import { numberOf, numbersOf } from './options.ts';
import { place, said, started } from './processes.ts';
import { takesAll } from './recipient.ts';
import { sectionOf } from './section.ts';

/** Measures and prints; --keep writes results/bench.json and the table of the README, --table only that, from what is written down. */
const usage = 'npm run bench -- [--loops 200] [--concurrency 1,8,32] [--keep], or --table';

const given = () => {
  const { values } = parseArgs({
    options: {
      loops: { type: 'string', default: '200' },
      concurrency: { type: 'string', default: '1,8,32' },
      keep: { type: 'boolean', default: false },
      table: { type: 'boolean', default: false },
    },
  });
  return {
    ...values,
    loops: numberOf('loops', values.loops),
    concurrency: numbersOf('concurrency', values.concurrency),
  };
};
type Given = ReturnType<typeof given>;

const file = (name: string): URL => new URL(name, import.meta.url);

const loopsOf = async ({ loops, concurrency }: Given): Promise<readonly Measured[]> => {
  const recipient = await takesAll();
  const floor = started('floor-process.ts');
  const { port } = await said(floor, z.object({ port: z.number() }));
  const hub = started('hub-process.ts', [recipient.url]);
  try {
    const at = { place: await said(hub, place), hub, floor, echo: `http://127.0.0.1:${port}`, heard: recipient.heard };
    const all: Measured[] = [];
    for (const atOnce of concurrency) {
      const one = await measure(at, atOnce, loops);
      process.stdout.write(`${JSON.stringify(one)}\n`);
      all.push(one);
    }
    return all;
  } finally {
    await hub.stop();
    await floor.stop();
    recipient.stop();
  }
};

const measured = async (asked: Given): Promise<BenchResult> => {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()} ${arch()}, Node.js ${process.version}`;
  const cold = await coldStarts();
  return { date: new Date().toISOString().slice(0, 10), machine, cold, loops: await loopsOf(asked) };
};

await command(async () => {
  const asked = given();
  const result: BenchResult = asked.table
    ? JSON.parse(readFileSync(file('results/bench.json'), 'utf8'))
    : await measured(asked);
  const text = withBench(readFileSync(file('README.md'), 'utf8'), result, countedElsewhere());
  if (asked.keep) writeFileSync(file('results/bench.json'), `${JSON.stringify(result, undefined, 2)}\n`);
  if (asked.keep || asked.table) writeFileSync(file('README.md'), text);
  process.stdout.write(`${sectionOf(text, 'bench')}\n`);
}, usage);
