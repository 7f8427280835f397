import type { Reached } from './connection.ts';
import { openReferrals } from './referrals.ts';
import { sendWaiting } from './send-waiting.ts';

/** Of a running hub: how many of a group's open referrals had something for its organiser, or for a new one. */
export const askAnew = async (organisation: string, hub: Reached, isNew: boolean): Promise<number> => {
  const referrals = openReferrals(hub);
  try {
    return await sendWaiting(referrals, organisation, isNew);
  } finally {
    referrals.close();
  }
};
