import { parseArgs } from 'node:util';
import { command } from './command.ts';
import { readDeprivation } from './deprivation.ts';
import { compareFacts, extendFacts } from './extend-facts.ts';

const usage = [
  'npm run -s facts -- <file>            one line for each referral, in codes: brings the file up to the ledger',
  'npm run -s facts -- <file> --check    holds every line against the ledger; exit code 1 where one differs',
  '… --deprivation <csv>                 postcode,decile: how deprived a place is, of a published list (IMD); give it each time, and begin a new file when it changes',
  'The lines name nobody. They are about people all the same: keep the file where the ledger may be kept.',
].join('\n');

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean' }, deprivation: { type: 'string' } },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new Error(usage);
  const { reachHub } = await import('./connection.ts');
  const { openReferrals } = await import('./referrals.ts');
  const beside = values.deprivation ? { deprivationOf: readDeprivation(values.deprivation) } : {};
  const opened = openReferrals(await reachHub());
  const at = { ...opened, ...beside };
  const told = (line: string): void => console.error(line);
  try {
    if (!values.check) {
      const { lines, made, gone } = await extendFacts(at, file, told);
      return console.log(`${file}: ${lines} referrals, ${made} read now, ${gone} gone.`);
    }
    const differ = await compareFacts(at, file, told);
    console.log([...differ, `${differ.length} lines differ from the ledger.`].join('\n'));
    if (differ.length > 0) process.exitCode = 1;
  } finally {
    opened.close();
  }
}, usage);
