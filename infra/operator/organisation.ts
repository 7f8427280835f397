import { command } from './command.ts';
import { organisationVerbs } from './organisation-verbs.ts';
import { readVerb, usageIn } from './verbs.ts';

const organisation = { name: 'organisation', noun: 'code', verbs: organisationVerbs };

/** npm run -s organisation -- <verb> <code> … */
await command(async () => {
  const { verb, id, words, options } = readVerb(organisation);
  const { openRegister } = await import('./register.ts');
  console.log(await verb.run(id, words, options, await openRegister()));
}, usageIn(organisation));
