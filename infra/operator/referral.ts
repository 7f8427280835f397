import { readReference } from '../../functions/domain/reference.ts';
import { command } from './command.ts';
import { reachHub } from './connection.ts';
import { rebuild } from './rebuild.ts';
import { redeliver } from './redeliver.ts';
import { referralLines } from './referral-view.ts';
import { openReferrals, type Referrals } from './referrals.ts';
import { republish } from './republish.ts';

const usage = [
  'npm run -s referral -- <reference>                            what happened, how it stands, who was told',
  'npm run -s referral -- <reference> redeliver <organisation>   sends it again what has not arrived there',
  'npm run -s referral -- <reference>|all rebuild                makes its rows from the ledger, and says what was wrong',
  'npm run -s referral -- <reference>|all republish              publishes its events again, marked as a replay',
].join('\n');

interface Act {
  readonly words: number;
  readonly ofAll?: true;
  readonly run: (at: Referrals, referral: string, word: string) => Promise<string>;
}

const acts: Readonly<Record<string, Act>> = {
  redeliver: { words: 1, run: redeliver },
  rebuild: { words: 0, ofAll: true, run: rebuild },
  republish: { words: 0, ofAll: true, run: republish },
};

const show: Act = { words: 0, run: referralLines };

/** What was typed. @throws with how the command is used */
const read = (typed = '', verb?: string, ...words: readonly string[]) => {
  const named = verb !== undefined && Object.hasOwn(acts, verb) ? acts[verb] : undefined;
  const act = verb === undefined ? show : named;
  if (!act || words.length !== act.words) throw new Error(usage);
  const reference = readReference(typed);
  if (!reference && !(typed === 'all' && act.ofAll))
    throw new Error(`${typed} is not a reference such as HO-7K3M-2P4X.\n${usage}`);
  return { act, reference, word: words[0] ?? '' };
};

const found = async (at: Referrals, reference: string | undefined): Promise<readonly string[]> => {
  if (reference === undefined) return at.every();
  const referrals = await at.references.find(reference);
  if (referrals.length === 0) throw new Error(`No referral ${reference} here.`);
  return referrals;
};

await command(async () => {
  const { act, reference, word } = read(...process.argv.slice(2));
  const at = openReferrals(await reachHub());
  try {
    for (const referral of await found(at, reference)) console.log(await act.run(at, referral, word));
  } finally {
    at.close();
  }
});
