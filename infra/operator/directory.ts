import { command } from './command.ts';
import { reachHub } from './connection.ts';
import { directoryVerbs } from './directory-verbs.ts';
import { readVerb, usageIn } from './verbs.ts';

const directory = { name: 'directory', noun: 'directory, file or service', verbs: directoryVerbs };

/** npm run -s directory -- <verb> … */
await command(async () => {
  const { verb, id, words, options } = readVerb(directory);
  console.log(await verb.run(id, words, options, reachHub));
}, usageIn(directory));
