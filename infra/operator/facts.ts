import { command } from './command.ts';
import { compareFacts, extendFacts } from './extend-facts.ts';

const usage = [
  'npm run -s facts -- <file>            one line for each referral, in codes: brings the file up to the ledger',
  'npm run -s facts -- <file> --check    holds every line against the ledger; exit code 1 where one differs',
  'The lines name nobody. They are about people all the same: keep the file where the ledger may be kept.',
].join('\n');

await command(async () => {
  const [file, check, ...more] = process.argv.slice(2);
  if (!file || more.length > 0 || (check !== undefined && check !== '--check')) throw new Error(usage);
  const { reachHub } = await import('./connection.ts');
  const { openReferrals } = await import('./referrals.ts');
  const at = openReferrals(await reachHub());
  const told = (line: string): void => console.error(line);
  try {
    if (!check) {
      const { lines, made, gone } = await extendFacts(at, file, told);
      return console.log(`${file}: ${lines} referrals, ${made} read now, ${gone} gone.`);
    }
    const differ = await compareFacts(at, file, told);
    console.log([...differ, `${differ.length} lines differ from the ledger.`].join('\n'));
    if (differ.length > 0) process.exitCode = 1;
  } finally {
    at.close();
  }
}, usage);
