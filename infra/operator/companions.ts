import { command } from './command.ts';
import { companionVerbs } from './companion-verbs.ts';
import { readVerb, usageIn } from './verbs.ts';

const companions = { name: 'companions', noun: 'file.csv', verbs: companionVerbs };

/** npm run -s companions -- <verb> … */
await command(async () => {
  const { verb, id, words, options } = readVerb(companions);
  const { openRegister } = await import('./register.ts');
  console.log(await verb.run(id, words, options, openRegister));
}, usageIn(companions));
