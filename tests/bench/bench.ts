import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { command } from '../../infra/operator/command.ts';
import { type CountedElsewhere, withBench } from './bench-table.ts';
import { coldStarts } from './cold-start.ts';
import { type Measured, measure } from './measure.ts';
import { place, said, started } from './processes.ts';
import { startRecipient } from './recipient.ts';

/** npm run bench -- [--loops 200] [--concurrency 1,8,32] [--keep]: measures, prints, and with --keep writes results and README. */
const { values } = parseArgs({
  options: {
    loops: { type: 'string', default: '200' },
    concurrency: { type: 'string', default: '1,8,32' },
    keep: { type: 'boolean', default: false },
  },
});

const file = (name: string): URL => new URL(name, import.meta.url);

const total = z.object({ total: z.object({ write: z.number(), waited: z.number() }) });

const countedElsewhere = (): CountedElsewhere => {
  const { write, waited } = total.parse(JSON.parse(readFileSync(file('results/counts.json'), 'utf8'))).total;
  const cost = readFileSync(file('../../infra/decisions/cost.md'), 'utf8');
  const [idleMonth = '', thousandLoops = ''] = [...cost.matchAll(/\*\*altogether\*\*.*\*\*([\d.]+)\*\*/g)].map(
    ([, dollars = '']) => dollars,
  );
  return { writeUnits: write, requestsWaitedFor: waited, idleMonth, thousandLoops };
};

const loopsOf = async (): Promise<readonly Measured[]> => {
  const recipient = await startRecipient();
  const floor = started('floor-process.ts');
  const { port } = await said(floor, z.object({ port: z.number() }));
  const hub = started('hub-process.ts', [recipient.url]);
  const at = { place: await said(hub, place), hub, floor, echo: `http://127.0.0.1:${port}`, heard: recipient.heard };
  try {
    const all: Measured[] = [];
    for (const concurrency of values.concurrency.split(',').map(Number)) {
      const one = await measure(at, concurrency, Number(values.loops));
      process.stdout.write(`${JSON.stringify({ ...one, steps: undefined })}\n`);
      all.push(one);
    }
    return all;
  } finally {
    await hub.stop();
    await floor.stop();
    recipient.stop();
  }
};

await command(async () => {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()} ${arch()}, Node.js ${process.version}`;
  const cold = await coldStarts();
  const result = { date: new Date().toISOString().slice(0, 10), machine, cold, loops: await loopsOf() };
  const text = withBench(readFileSync(file('README.md'), 'utf8'), result, countedElsewhere());
  if (values.keep) {
    writeFileSync(file('results/bench.json'), `${JSON.stringify(result, undefined, 2)}\n`);
    writeFileSync(file('README.md'), text);
  }
  process.stdout.write(text.slice(text.indexOf('<!-- bench -->')));
});
