import { lookAtCompanion } from '../../functions/delivery/organiser/look-at-companion.ts';
import { now } from '../../functions/runtime/clock.ts';
import { pause } from '../../functions/runtime/pause.ts';
import { dropCompanion } from '../../functions/usecases/drop-companion.ts';
import { ringGroup } from '../../functions/usecases/ring-group.ts';
import type { Reached } from './connection.ts';
import { openReferrals } from './referrals.ts';

/** What follows in a running hub from what was changed of companions; as a sentence, empty where nothing does. */
export const lookAgain = async (companions: readonly string[], hub: Reached): Promise<string> => {
  const { ledger, links, participants, close } = openReferrals(hub);
  const by = { ledger, clock: now, pause };
  const look = lookAtCompanion({
    ...{ find: links.find, ledger, clock: now, participantNow: participants.organisation },
    ...{ drop: dropCompanion(by), ring: ringGroup(by) },
  });
  let seen = 0;
  try {
    for (const companion of companions) seen += await look(companion);
  } finally {
    close();
  }
  return seen === 0 ? '' : ` Of ${seen} meetings ahead the link worker is told now.`;
};
