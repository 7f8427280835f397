import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { untilQuiet } from '../../infra/local/demo/quiet.ts';
import { command } from '../../infra/operator/command.ts';
import { partiesOf } from './asking.ts';
import { threadIn } from './hot-parts.ts';
import { keeping, show } from './keep.ts';
import { load } from './load.ts';
import { numberOf } from './options.ts';
import { place, said, started } from './processes.ts';
import { partsOf } from './profile-table.ts';
import { takesAll } from './recipient.ts';

/** Where the processor time of a loop goes, one loop after another on a warm hub. */
const usage = 'npm run bench:profile -- [--loops 60] [--keep], or --table';
const options = { loops: { type: 'string', default: '60' }, ...keeping } as const;
/** By then most of what runs often is compiled. */
const warmUp = 30;

const microseconds = (): number => Number(process.hrtime.bigint() / 1000n);

const profiled = async (loops: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'handover-profile-'));
  const recipient = await takesAll();
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=1000'];
  const hub = started('hub-process.ts', [recipient.url], flags);
  try {
    const at = await said(hub, place);
    const who = partiesOf(at);
    await load(who, { loops: warmUp, concurrency: 1 });
    await untilQuiet(at.controlUrl, 120_000);
    const from = microseconds();
    const { errors } = await load(who, { loops, concurrency: 1 });
    await untilQuiet(at.controlUrl, 120_000);
    const until = microseconds();
    if (errors.length > 0) throw new Error(`Of ${loops} loops ${errors.length} failed: ${errors[0]}`);
    await hub.stop();
    const threads = readdirSync(folder).map((file) => threadIn(join(folder, file), from, until));
    return { loops, parts: partsOf(threads, loops) };
  } finally {
    hub.child.kill();
    recipient.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

await command(async () => {
  const { values } = parseArgs({ options });
  const loops = numberOf('loops', values.loops);
  await show('profile', values, () => profiled(loops));
}, usage);
