import { parseArgs } from 'node:util';
import { command } from './command.ts';

const usage = [
  'npm run -s retention -- due                          whose time is over',
  'npm run -s retention -- dispose <reference>|due      what they held goes; hashes and dates stay',
  '  --as-if <yyyy-mm-dd>                              of both: as on that day; on the hub of this machine alone, to try it',
  'npm run -s retention -- hold <reference> --why "…"   keeps it, whatever its time; release <reference> --why "…" ends that',
  'npm run -s retention -- holds <reference>            who held it and released it, when and why',
].join('\n');

const ofOne = ['dispose', 'hold', 'release', 'holds'];

await command(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { why: { type: 'string' }, 'as-if': { type: 'string' } },
  });
  const [name = '', typed = '', ...more] = positionals;
  const isOfAll = name === 'due' ? typed === '' : name === 'dispose' && typed === 'due';
  if (more.length > 0 || !(isOfAll || (ofOne.includes(name) && typed !== ''))) throw new Error(usage);
  const { runRetention } = await import('./retention-verbs.ts');
  await runRetention(name, isOfAll ? undefined : typed, values);
}, usage);
