import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Ran } from '../run.ts';

const run = promisify(execFile);
const program = (name: string): string => fileURLToPath(new URL(`../../../infra/operator/${name}.ts`, import.meta.url));
const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What the operator's commands print: of some referrals, of all that is late, of everybody registered, of who saw what. */
export const operatorPrints = async ({ data, told, witness }: Ran): Promise<void> => {
  const said = async (name: string, words: readonly string[]): Promise<string> => {
    const compiled = { NODE_COMPILE_CACHE: join(repository, '.build/compiled') };
    const env = { ...process.env, ...compiled, HANDOVER_DATA: data, NODE_OPTIONS: '' };
    const { stdout, stderr } = await run(process.execPath, [program(name), ...words], {
      env,
      maxBuffer: 2 ** 28,
    }).catch((error: { stdout?: string; stderr?: string }) => error);
    return `${stdout}\n${stderr}`;
  };
  // A process each: one person says what each command prints.
  const people = told.flatMap(({ n, sent }) => (sent ? [{ n, reference: sent.reference }] : [])).slice(0, 1);
  const commands = [
    ...people.flatMap(({ reference }) => [
      ['referral', reference],
      ['audit', 'who-saw', reference],
    ]),
    ...[['referral', 'overdue'], ['organisation', 'list'], ['client', 'list'], ['redrive'], ['audit', 'verify']],
  ];
  for (const [name = '', ...words] of commands) witness.saw('export', 'operator', await said(name, words));
  for (const { n, reference } of people)
    witness.saw('subject-access', `person ${n}`, await said('audit', ['export', reference]));
};
