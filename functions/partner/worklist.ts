import type { referralsListed } from '../views/worklist.ts';
import type { Worklist } from './ports.ts';

/** Positions begin with the list that they are in. */
const lists = { open: 'o', ended: 'e' } as const;

/** The two lists of the index as one, the open one first. */
export const twoLists = (ask: ReturnType<typeof referralsListed>): Worklist => ({
  page: async (organisation, { after = lists.open, limit, openOnly }) => {
    const ended = after.startsWith(lists.ended);
    const from = after.slice(1);
    const { referrals, next } = await ask({ organisation, ended, limit, newestFirst: true, ...(from ? { from } : {}) });
    if (next !== undefined) return { referrals, after: `${ended ? lists.ended : lists.open}${next}` };
    return { referrals, ...(ended || openOnly ? {} : { after: lists.ended }) };
  },
});
