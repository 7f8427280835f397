import { parseArgs } from 'node:util';
import { command } from './command.ts';

const usage = 'npm run -s redrive -- <queue> [--at-most <number>]';

await command(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'at-most': { type: 'string' } } });
  const { listQueues, redriveQueue } = await import('./redrive-queue.ts');
  const [name] = positionals;
  if (name === undefined) return console.log([usage, ...(await listQueues())].join('\n'));
  await redriveQueue(name, values['at-most']);
}, usage);
