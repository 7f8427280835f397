import { clientVerbs } from './client-verbs.ts';
import { command } from './command.ts';
import { openRegister } from './register.ts';
import { readVerb } from './verbs.ts';

/** npm run -s client -- <verb> <client> … */
await command(async () => {
  const { verb, id, words, options } = readVerb('client', 'client', clientVerbs);
  console.log(await verb.run(id, words, options, await openRegister()));
});
