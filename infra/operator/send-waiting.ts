import { sentAgain } from '../../functions/delivery/settle.ts';
import { writeOf } from '../../functions/delivery/tell-head.ts';
import type { Views } from '../../functions/views/index-page.ts';
import { type ProjectionPorts, projectReferral } from '../../functions/views/project-referral.ts';
import type { Row } from '../../functions/views/row.ts';
import { referralsListed } from '../../functions/views/worklist.ts';

interface WaitingPorts extends ProjectionPorts {
  readonly views: Views;
  readonly again: (referral: string) => Promise<void>;
}

/** Rows of what an organiser is sent exist only once there is one, and nothing changes in a referral when they are entered. */
const waits = ({ link, wanted, told = 0 }: Row): boolean => link !== undefined && wanted !== undefined && told < wanted;

async function* openOf(views: Views, organisation: string): AsyncGenerator<string> {
  let from: string | undefined;
  do {
    const page = await referralsListed(views)({ organisation, ended: false, limit: 100, ...(from ? { from } : {}) });
    yield* page.referrals;
    from = page.next;
  } while (from !== undefined);
}

/** Sends what waited until somebody was entered, or could not go to whoever was before: answers for how many referrals. */
export const sendWaiting = async (at: WaitingPorts, organisation: string): Promise<number> => {
  let sent = 0;
  for await (const referral of openOf(at.views, organisation)) {
    await projectReferral(at)(referral);
    const rows = (await at.rows.read(referral)).filter((row) => row.organisation === organisation && waits(row));
    if (rows.length === 0) continue;
    await Promise.all(rows.map((row) => at.rows.write(writeOf(row, sentAgain(row)))));
    await at.again(referral);
    sent += 1;
  }
  return sent;
};
