import { parseArgs } from 'node:util';
import { z } from 'zod';
import { command } from '../../infra/operator/command.ts';
import { coldStarts } from './cold-start.ts';
import { keeping, show } from './keep.ts';
import { type Measured, measure } from './measure.ts';
import { numberOf, numbersOf } from './options.ts';
import { place, said, started } from './processes.ts';
import { takesAll } from './recipient.ts';

const usage = 'npm run bench -- [--loops 200] [--concurrency 1,8,32] [--keep], or --table';

const given = () => {
  const { values } = parseArgs({
    options: {
      loops: { type: 'string', default: '200' },
      concurrency: { type: 'string', default: '1,8,32' },
      ...keeping,
    },
  });
  return {
    ...values,
    loops: numberOf('loops', values.loops),
    concurrency: numbersOf('concurrency', values.concurrency),
  };
};
type Given = ReturnType<typeof given>;

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

await command(async () => {
  const asked = given();
  await show('bench', asked, async () => ({ cold: await coldStarts(), loops: await loopsOf(asked) }));
}, usage);
