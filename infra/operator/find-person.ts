import { createInterface } from 'node:readline';
import { referenceOf } from '../../functions/domain/request/reference.ts';
import type { Stores } from './dispose.ts';
import { nhsNumberIn, notFoundLines, referralsWith, type SamePerson } from './same-person.ts';

/** The first line of what is typed or piped in: as an argument it would stand in the history of a shell, and in the list of processes. */
const lineTyped = async (input: NodeJS.ReadStream): Promise<string> => {
  if (input.isTTY) console.error('NHS number, then Enter:');
  for await (const line of createInterface({ input })) return line;
  throw new Error('Nothing came in: the NHS number is read from standard input.');
};

export const askedNumber = async (input: NodeJS.ReadStream): Promise<string> => nhsNumberIn(await lineTyped(input));

interface Found extends Pick<SamePerson, 'referrals' | 'unread'> {
  readonly lines: readonly string[];
}

/** The references of whoever has this NHS number: what the other commands are asked with. Never the number. */
export const findPerson = async (stores: Stores, number: string): Promise<Found> => {
  const found = await referralsWith(stores, [number]);
  const { referrals, unread } = found;
  const named = referrals.map((one) => `${referenceOf(one)}  ${one}`);
  return {
    ...{ referrals, unread },
    lines: [...(named.length > 0 ? named : ['No referral has this number.']), ...notFoundLines(found)],
  };
};
