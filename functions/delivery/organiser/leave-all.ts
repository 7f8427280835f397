import { companionName } from '../../domain/companion/companions.ts';
import type { ToDrop } from '../../usecases/drop-companion.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { LinkRows } from '../../views/link-rows.ts';

interface Ports {
  readonly find: LinkRows['find'];
  readonly drop: (one: ToDrop) => Promise<boolean>;
}

/**
 * Whoever said that they do this no more is expected at none of their meetings: each link worker has somebody to find. Of a group there is
 * nothing by that name. What could not be put down comes again from the queue, and what was is done.
 */
export const leaveAll =
  ({ find, drop }: Ports) =>
  async (companion: string): Promise<void> => {
    const row = await find(linkIdOf(companionName(companion)));
    for (const referral of row?.referrals ?? [])
      if (!(await drop({ referral, companion, why: 'companion-cannot' })))
        throw new Error('That a companion goes along no more could not be put down');
  };
