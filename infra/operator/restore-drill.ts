import { parseArgs } from 'node:util';
import { command } from './command.ts';

const usage = 'npm run -s restore-drill -- [--lose <minutes>] | [--ledger <restored table> --views <restored table>]';

await command(async () => {
  const { values } = parseArgs({
    options: { lose: { type: 'string' }, ledger: { type: 'string' }, views: { type: 'string' } },
  });
  const { lose = '0', ledger, views } = values;
  if ((ledger === undefined) !== (views === undefined) || !(Number(lose) >= 0)) throw new Error(usage);
  const { drill } = await import('./drill.ts');
  await drill({ lose: Number(lose), ...(ledger && views ? { restored: { ledger, views } } : {}) });
}, usage);
