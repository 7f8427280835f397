import { operatorProgram } from '../harness/operator-program.ts';
import type { Ran } from '../run.ts';

/** What the operator's commands print: of one person, of all that is late, of everybody registered, of who saw what. */
export const operatorPrints = async ({ data, told, witness }: Ran): Promise<void> => {
  const said = async (name: string, words: readonly string[]): Promise<string> => {
    // One that fails rejects: what it did not print proves nothing.
    const { stdout, stderr } = await operatorProgram(data, name, words);
    if (stdout.trim() === '') throw new Error(`${name} ${words.join(' ')} printed nothing`);
    return `${stdout}\n${stderr}`;
  };
  // A process each, so of one person: of whom a duty owner read, if anybody.
  const { n, sent } = told.find(({ name }) => name === 'glassBroken') ?? told[0] ?? {};
  if (!sent) throw new Error('Nobody was referred');
  const commands = [
    ...[
      ['referral', sent.reference],
      ['audit', 'who-saw', sent.reference],
    ],
    ...[['referral', 'overdue'], ['organisation', 'list'], ['client', 'list'], ['redrive'], ['audit', 'verify']],
  ];
  const work = async (): Promise<void> => {
    for (let one = commands.shift(); one; one = commands.shift()) {
      const [name = '', ...words] = one;
      witness.saw('export', 'operator', await said(name, words));
    }
  };
  await Promise.all([work(), work()]);
  witness.saw('subject-access', `person ${n}`, await said('audit', ['export', sent.reference]));
};
