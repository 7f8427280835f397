import { command } from './command.ts';

const usage = [
  'npm run -s audit -- verify                              every chain, anchor and ledger; what is broken, and then exit code 1',
  'npm run -s audit -- who-saw <reference>                 who wrote, was shown, was refused and was sent what of it',
  'npm run -s audit -- export <reference> [--whole-person] all that is held, as a FHIR Bundle; of all referrals with the same NHS number',
  'npm run -s audit -- find                                the references of a person: type or pipe in the NHS number, never as an argument',
  'Before an export is handed to anybody: infra/operator/subject-access.md.',
  'A reference is HO-7K3M-2P4X, or the 26 symbols that stand in the logs.',
].join('\n');

/** Whether it can be meant so: as many words as the verb has. */
const isUse = ([verb, , more, ...rest]: readonly string[], count: number): boolean => {
  if (rest.length > 0) return false;
  if (verb === 'verify' || verb === 'find') return count === 1;
  if (verb === 'who-saw') return count === 2;
  return verb === 'export' && count > 1 && (more === undefined || more === '--whole-person');
};

await command(async () => {
  const words = process.argv.slice(2);
  const [verb = '', typed, more] = words;
  if (!isUse(words, words.length)) throw new Error(usage);
  const { runAudit } = await import('./audit-verbs.ts');
  await runAudit(verb, typed, more !== undefined);
}, usage);
