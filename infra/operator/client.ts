import { clientVerbs } from './client-verbs.ts';
import { command } from './command.ts';
import { readVerb, usageIn } from './verbs.ts';

const client = { name: 'client', noun: 'client', verbs: clientVerbs };

/** npm run -s client -- <verb> <client> … */
await command(async () => {
  const { verb, id, words, options } = readVerb(client);
  const { openRegister } = await import('./register.ts');
  console.log(await verb.run(id, words, options, await openRegister()));
}, usageIn(client));
