import { command } from './command.ts';
import { organisationVerbs } from './organisation-verbs.ts';
import { openRegister } from './register.ts';
import { readVerb } from './verbs.ts';

/** npm run -s organisation -- <verb> <code> … */
await command(async () => {
  const { verb, id, words, options } = readVerb('organisation', 'code', organisationVerbs);
  console.log(await verb.run(id, words, options, await openRegister()));
});
