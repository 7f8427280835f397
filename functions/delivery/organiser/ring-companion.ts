import { companionMeeting, companionsOf } from '../../domain/companion/companions.ts';
import type { Ledger } from '../../usecases/ports.ts';
import type { Row } from '../../views/row.ts';
import type { ToOrganisers } from './ports.ts';

interface Ports {
  readonly ledger: Pick<Ledger, 'load'>;
  readonly toOrganisers: Pick<ToOrganisers, 'ring'>;
}

/**
 * What did not reach a companion is somebody's to ring about, with a deadline before the meeting, and not only a line in a list: the question,
 * where they meet, or that nobody need come. Of a reminder nothing: what it reminded of is the coordinator's in its own time.
 */
export const ringCompanion = async (
  { ledger, toOrganisers }: Ports,
  { referral, organisation, link }: Pick<Row, 'referral' | 'organisation' | 'link'>,
): Promise<void> => {
  const loaded = link === undefined ? undefined : await ledger.load(referral);
  if (!loaded) return;
  const task = companionsOf(loaded.referral, organisation).findLast(
    (one) => one.id === link || companionMeeting(loaded.referral, one)?.id === link,
  );
  if (task?.id === undefined) return;
  // Others write at this moment: what came of it is settled once more.
  if (!(await toOrganisers.ring({ referral, task: task.id, why: 'companion-not-told' })))
    throw new Error('That a companion is to be rung could not be put down');
};
