import type { Ran } from '../run.ts';
import { alwaysAccountable } from './accountable.ts';
import { acknowledgedOnce } from './acknowledged-once.ts';
import { type Evidence, type Finding, type Judge, readBooks } from './book.ts';
import { othersUndelayed, somebodyTold } from './delays.ts';
import { caseloadHandedOver } from './handed-over.ts';
import { hotHandover } from './hot-handover.ts';
import { movedOrOffIsSaid } from './meetings-told.ts';
import { movedOnAsChosen } from './moved-on.ts';
import { nothingDenied } from './not-denied.ts';
import { equalsRebuild } from './rebuild.ts';
import { reportSums } from './report-sums.ts';
import { chainsHold, endedAsScripted, everyFaultInjected } from './script.ts';
import { silentAsScripted } from './silent.ts';
import { textsAreSafe } from './texts-to-person.ts';
import { everybodyTold, neverBackwards, repeatsAreKnown } from './told.ts';
import { wordsStay } from './words-stay.ts';

/** What must hold after every run, as a sentence. */
export const judges: Readonly<Record<string, Judge>> = {
  'every story ended as its script says': endedAsScripted,
  'every acknowledged action is in the ledger once': acknowledgedOnce,
  'the chains of the ledger hold': chainsHold,
  'every recipient got every message': everybodyTold,
  'nothing has an effect twice: a repeat is known by its request id': repeatsAreKnown,
  'states and messages never go backwards': neverBackwards,
  'the rows are what a rebuild from nothing makes': equalsRebuild,
  'every table of the report sums to the ledger, and nothing of one to four people is shown': reportSums,
  'each open referral always has somebody accountable, and a deadline ahead or an escalation': alwaysAccountable,
  'silent is who was left alone by the script, and nobody else': silentAsScripted,
  'a caseload is handed over whole': caseloadHandedOver,
  'nothing closed without the facts of a hot handover': hotHandover,
  'no referral was moved on by itself more than twice, nor to anything its person had not said yes to': movedOnAsChosen,
  'whoever was expected at a meeting that moved or is off is to be told so': movedOrOffIsSaid,
  'no text on a channel that is not safe, by night, to who is left alone, or saying more than they agreed to':
    textsAreSafe,
  'an outage of one practice for 76 hours delays nobody else': othersUndelayed,
  'what was given up after it is told to a person': somebodyTold,
  'no function asked for what the template does not grant it': nothingDenied,
  'every kind of fault was injected': everyFaultInjected,
  // Last: it breaks something, and ends the hub.
  'nobody read words of anybody beyond their tier, and no log, event, metric or key holds any': wordsStay,
};

export interface Verdict extends Finding {
  readonly name: string;
}

/** One that breaks off has not shown that it holds; what the others found of a long run is not lost by it. `said` as soon as each is through. */
export const judge = async (ran: Ran, said: (verdict: Verdict) => void = () => undefined): Promise<Verdict[]> => {
  const evidence = { ...ran, books: await readBooks(ran) };
  const verdictOf = async ([name, one]: [string, Judge]): Promise<Verdict> => {
    const verdict = { name, ...(await found(one, evidence)) };
    said(verdict);
    return verdict;
  };
  const all = Object.entries(judges);
  const verdicts = Promise.all(all.slice(0, -1).map(verdictOf));
  // One of them waits for a program, which has the other core.
  evidence.witness.read();
  return [...(await verdicts), ...(await Promise.all(all.slice(-1).map(verdictOf)))];
};

const found = async (one: Judge, evidence: Evidence): Promise<Finding> => {
  try {
    return await one(evidence);
  } catch (error) {
    return { figures: 'it broke off', faults: [error instanceof Error ? `${error.stack}` : String(error)] };
  }
};

/** For people: a line a judge, and its first faults. */
export const verdictLines = (verdicts: readonly Verdict[], most = 15): string[] =>
  verdicts.flatMap(({ name, figures, faults }) => [
    `${faults.length === 0 ? 'holds ' : 'FAILS '} ${name}: ${figures}`,
    ...faults.slice(0, most).map((fault) => `         ${fault}`),
    ...(faults.length > most ? [`         and ${faults.length - most} more`] : []),
  ]);
