import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Evidence, Finding } from './book.ts';

const program = fileURLToPath(new URL('../../../infra/operator/referral.ts', import.meta.url));
const run = promisify(execFile);

/** What an operator is told who has all rows made anew from the ledger: none was other than it should be. */
export const equalsRebuild = async ({ books, data }: Evidence): Promise<Finding> => {
  const { stdout } = await run(process.execPath, [program, 'all', 'rebuild'], {
    env: { ...process.env, HANDOVER_DATA: data, NODE_OPTIONS: '' },
    maxBuffer: 2 ** 28,
  });
  const blocks = stdout.trim().split(/\n(?! )/);
  const right = blocks.flatMap((block) => / is right: (\d+) rows, none written\.$/.exec(block)?.[1] ?? []);
  const wrong = blocks.filter((block) => !block.endsWith(' none written.'));
  return {
    figures: `${right.reduce((sum, n) => sum + Number(n), 0)} rows of ${right.length} referrals`,
    faults: [
      ...wrong.map((block) => block.replaceAll('\n', ';')),
      ...(blocks.length === books.length ? [] : [`${blocks.length} were made anew, ${books.length} are in the ledger`]),
    ],
  };
};
