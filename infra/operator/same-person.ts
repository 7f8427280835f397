import { isSynthetic } from '../../contracts/areas/synthetic.ts';
import { referrerOf } from '../../functions/domain/parties.ts';
import { nhsNumbersOf, passesModulus11 } from '../../functions/domain/request/nhs-number.ts';
import { dynamoLedger } from '../../functions/ledger/dynamo-ledger.ts';
import type { Stores } from './dispose.ts';
import { everyReferral } from './every-referral.ts';

export interface SamePerson {
  readonly referrals: readonly string[];
  /** How many referrals of the hub have no NHS number: of which nobody can say here whose they are. */
  readonly without: number;
  /** Those that cannot be read: a version is missing or was changed. */
  readonly unread: readonly string[];
}

type Ledger = Pick<Stores, 'ledger'>;

/** undefined: it is of nobody (functions/synthetic), or was disposed of meanwhile. */
const numbersIn = async ({ ledger }: Ledger, referral: string): Promise<readonly string[] | undefined> => {
  const loaded = await dynamoLedger(ledger).load(referral);
  if (!loaded || isSynthetic(referrerOf(loaded.referral) ?? '')) return undefined;
  return nhsNumbersOf(loaded.referral.patient).map(({ value }) => value);
};

/**
 * All referrals with one of these NHS numbers. It opens every ledger: the keyed hashes that the hub keeps (`G#`) name only the newest
 * referral of each referrer, and only of traced numbers; whoever asks what is held must hear of the others too.
 */
export const referralsWith = async (at: Ledger, numbers: readonly string[]): Promise<SamePerson> => {
  const referrals: string[] = [];
  const unread: string[] = [];
  let without = 0;
  for await (const referral of everyReferral(at.ledger)) {
    try {
      const found = await numbersIn(at, referral);
      if (found?.length === 0) without += 1;
      if (found?.some((number) => numbers.includes(number))) referrals.push(referral);
    } catch {
      // A hole in one ledger must not hide the others.
      unread.push(referral);
    }
  }
  return { referrals: referrals.sort(), without, unread };
};

/** All referrals of whoever this one is about; without an NHS number there is this one. */
export const ofTheSamePerson = async (
  at: Ledger,
  referral: string,
): Promise<SamePerson & { readonly isAlone: boolean }> => {
  const numbers = (await numbersIn(at, referral)) ?? [];
  const { referrals, ...rest } = await referralsWith(at, numbers);
  return { ...rest, referrals: [...new Set([referral, ...referrals])], isAlone: numbers.length === 0 };
};

/** As somebody wrote it, perhaps with spaces. @throws without repeating it: what goes wrong may stand in a log */
export const nhsNumberIn = (typed: string): string => {
  const number = typed.replace(/[\s-]/g, '');
  if (!passesModulus11(number))
    throw new Error('That is no NHS number: ten digits, of which the last one fits the others.');
  return number;
};

/** What was not looked at, or could not be found: whoever answers a person has to know. */
export const notFoundLines = ({ without, unread }: SamePerson): readonly string[] => [
  `Not found: what has no NHS number (${without} here), what was sent with another number, and what was disposed of.`,
  ...(unread.length > 0 ? [`Could not be read, so look yourself: ${unread.join(', ')}.`] : []),
];
