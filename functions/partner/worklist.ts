import { rowsAt, type Views } from '../views/index-page.ts';
import { rowsKey } from '../views/keys.ts';
import type { Row } from '../views/row.ts';
import { referralsListed } from '../views/worklist.ts';
import type { Worklist } from './ports.ts';

/** Positions begin with the list that they are in. */
const lists = { open: 'o', ended: 'e' } as const;

/** The two lists of the index as one, the open one first. */
export const twoLists = (views: Views): Worklist => ({
  page: async (organisation, { after = lists.open, limit, openOnly, unansweredOnly }) => {
    const ended = after.startsWith(lists.ended);
    const from = after.slice(1);
    const question = { organisation, ended, limit, newestFirst: true, ...(from ? { from } : {}) };
    const page = await referralsListed(views)(question);
    const referrals = unansweredOnly ? await unansweredIn(views, organisation, page.referrals) : page.referrals;
    if (page.next !== undefined) return { referrals, after: `${ended ? lists.ended : lists.open}${page.next}` };
    return { referrals, ...(ended || openOnly ? {} : { after: lists.ended }) };
  },
});

/**
 * By the rows, a batch read for all: nobody who asks again and again what is new pays for everybody whom they meet already. Of a row that is
 * not there, or says nothing, the ledger has the word.
 */
const unansweredIn = async (views: Views, organisation: string, referrals: readonly string[]): Promise<string[]> => {
  const keys = referrals.map((referral) => ({ pk: rowsKey(referral), sk: organisation }));
  const answered = new Set((await rowsAt(views, keys)).filter(isAnswered).map(({ referral }) => referral));
  return referrals.filter((referral) => !answered.has(referral));
};

const isAnswered = ({ tasks }: Row): boolean =>
  tasks?.every(({ level, status }) => level !== 'onward' || status !== 'requested') ?? false;
