import { operatorProgram } from '../harness/operator-program.ts';
import type { Evidence, Finding } from './book.ts';

/** What an operator is told who has all rows made anew from the ledger: none was other than it should be. */
export const equalsRebuild = async ({ books, data }: Evidence): Promise<Finding> => {
  const { stdout } = await operatorProgram(data, 'referral', ['all', 'rebuild']);
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
