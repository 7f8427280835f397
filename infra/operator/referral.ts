import { referralId } from '../../contracts/ids.ts';
import { readReference, referenceOf } from '../../functions/domain/request/reference.ts';
import { command, messageOf } from './command.ts';
import type { Referrals } from './referrals.ts';
import { notHere } from './short-names.ts';

const usage = [
  'npm run -s referral -- <reference>                            what happened, how it stands, who was told',
  'npm run -s referral -- <reference> redeliver <organisation>   sends it again what has not arrived there',
  'npm run -s referral -- <reference>|all rebuild                makes its rows from the ledger, and says what was wrong',
  'npm run -s referral -- <reference>|all republish              publishes its events again, marked as a replay',
  'npm run -s referral -- overdue [--of <coordinator>] [--only late|stuck|silent|undelivered]   what is late or did not arrive, and whose it is',
  'A reference is HO-7K3M-2P4X, or the 26 symbols that stand in the logs.',
].join('\n');

interface Act {
  readonly words: number;
  readonly ofAll?: true;
  readonly run: (at: Referrals, referral: string, word: string) => Promise<string>;
}

const acts: Readonly<Record<string, Act>> = {
  redeliver: { words: 1, run: async (...given) => (await import('./redeliver.ts')).redeliver(...given) },
  rebuild: { words: 0, ofAll: true, run: async (at, one) => (await import('./rebuild.ts')).rebuild(at, one) },
  republish: { words: 0, ofAll: true, run: async (at, one) => (await import('./republish.ts')).republish(at, one) },
};

const show: Act = {
  words: 0,
  run: async (at, one) => (await import('./referral-view.ts')).referralLines(at, one),
};

/** What was typed. @throws with how the command is used */
const read = (typed = '', verb?: string, ...words: readonly string[]) => {
  const named = verb !== undefined && Object.hasOwn(acts, verb) ? acts[verb] : undefined;
  const act = verb === undefined ? show : named;
  if (typed === '' || !act || words.length !== act.words) throw new Error(usage);
  const all = typed === 'all' && act.ofAll;
  const reference = referralId.test(typed) ? typed : readReference(typed);
  if (!all && !reference)
    throw new Error(`${typed} is not a reference such as HO-7K3M-2P4X, nor the 26 symbols of a log.\n${usage}`);
  return { act, reference: all ? undefined : reference, word: words[0] ?? '' };
};

const found = async (at: Referrals, reference: string | undefined): Promise<readonly string[]> => {
  if (reference === undefined) return at.every();
  // A further need that joined an open referral has an id of its own, which logs may name.
  if (referralId.test(reference)) return [(await at.ledger.aliasOf(reference)) ?? reference];
  const referrals = await at.references.find(reference);
  if (referrals.length === 0) throw new Error(notHere(reference));
  return referrals;
};

/** One that cannot be read must not keep the others from being put right: it is named, and the command fails at its end. */
const each = async (referrals: readonly string[], run: (referral: string) => Promise<string>): Promise<void> => {
  let failed = 0;
  for (const referral of referrals) {
    try {
      console.log(await run(referral));
    } catch (error) {
      failed += 1;
      console.error(`FAILED ${referenceOf(referral)} ${referral}: ${messageOf(error)}`);
    }
  }
  if (failed > 0) throw new Error(`${failed} of ${referrals.length} failed; the others are done.`);
};

await command(async () => {
  const [first, ...rest] = process.argv.slice(2);
  const asked = first === 'overdue' ? undefined : read(first, ...rest);
  const { reachHub } = await import('./connection.ts');
  const { openReferrals } = await import('./referrals.ts');
  const hub = await reachHub();
  const at = openReferrals(hub);
  try {
    if (!asked) return console.log(await (await import('./overdue.ts')).overdueLines(hub, at, rest));
    const { act, reference, word } = asked;
    await each(await found(at, reference), (referral) => act.run(at, referral, word));
  } finally {
    at.close();
  }
}, usage);
