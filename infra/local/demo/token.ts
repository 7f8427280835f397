import { command } from '../../operator/command.ts';
import { dataFolder, findHub } from '../../operator/connection.ts';
import { bearerToken } from './bearer-token.ts';
import { readDemoKey } from './keys.ts';
import { demoClients } from './organisations.ts';

/** Prints a bearer token and nothing else, so that it can stand in `$(...)`. */
await command(async () => {
  const client = process.argv[2] ?? '';
  const known = demoClients.some((demo) => demo.client === client);
  if (!known) throw new Error(`npm run -s token -- <client>\nClients: ${demoClients.map((d) => d.client).join(', ')}`);
  const { url } = await findHub();
  const key = await readDemoKey(dataFolder(), client);
  if (!key) throw new Error(`No key of ${client} here: was this hub started with another HANDOVER_DATA?`);
  const { access_token } = await bearerToken(url, client, key);
  console.log(access_token);
});
