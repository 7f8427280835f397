import { openOf, sendWhatWaits } from '../../functions/delivery/organiser/waiting.ts';
import { now } from '../../functions/runtime/clock.ts';
import type { Views } from '../../functions/views/index-page.ts';
import { type ProjectionPorts, projectReferral } from '../../functions/views/project-referral.ts';

interface WaitingPorts extends ProjectionPorts {
  readonly views: Views;
  readonly again: (referral: string) => Promise<void>;
}

/**
 * Sends what waited until somebody was entered, or could not go to whoever was before; to whoever follows them (`isNew`) also what they were
 * sent and is still open. Rows of an organiser exist only once there is one, and nothing changes in a referral when they are entered.
 * Answers for how many referrals.
 */
export const sendWaiting = async (at: WaitingPorts, organisation: string, isNew = false): Promise<number> => {
  let sent = 0;
  for await (const referral of openOf(at.views, organisation)) {
    await projectReferral(at)(referral);
    if (await sendWhatWaits({ ...at, clock: now }, referral, { organisation, isNew })) sent += 1;
  }
  return sent;
};
