import type { RingGroupReason } from '../../../contracts/lifecycle/ring-group.ts';
import type { Ledger } from '../../usecases/ports.ts';
import type { Row } from '../../views/row.ts';
import type { ToOrganisers } from './ports.ts';
import { taskOfLink } from './task-of-link.ts';

interface Ports {
  readonly ledger: Pick<Ledger, 'load'>;
  readonly toOrganisers: Pick<ToOrganisers, 'ring'>;
}

/** What cannot be told to a group is somebody's to ring about, and not only a line in a list (issue 7 item 3). */
export const ringAbout = async (
  { ledger, toOrganisers }: Ports,
  { referral, organisation, link }: Pick<Row, 'referral' | 'organisation' | 'link'>,
  why: RingGroupReason,
): Promise<void> => {
  const loaded = await ledger.load(referral);
  const task = loaded && link !== undefined ? taskOfLink(loaded.referral, { organisation, link }) : undefined;
  // Others write at this moment: the message comes again from the queue.
  if (task !== undefined && !(await toOrganisers.ring({ referral, task, why })))
    throw new Error('That a group is to be rung could not be put down');
};
