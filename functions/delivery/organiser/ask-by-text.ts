import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { linkedMeetings, sessionLinkName } from '../../domain/meetings/link-names.ts';
import { isUnanswered } from '../../domain/meetings/meetings.ts';
import { inParallel } from '../../runtime/in-parallel.ts';
import type { Ledger } from '../../usecases/ports.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { LinkRows } from '../../views/link-rows.ts';

interface Ports {
  readonly ledger: Pick<Ledger, 'load'>;
  readonly find: LinkRows['find'];
}

/** Of how many people of a session nobody has said whether they came: a text message asks about those, without a name. */
export const unansweredOn = async ({ ledger, find }: Ports, link: string): Promise<number> => {
  const row = await find(link);
  if (!row) return 0;
  const loaded = await inParallel(row.referrals, 8, (referral) => ledger.load(referral));
  return loaded
    .flatMap((one) => (one ? invitationsOf(one.referral, row.organisation) : []))
    .flatMap((onward) => linkedMeetings(onward))
    .filter((meeting) => linkIdOf(sessionLinkName(row.organisation, meeting)) === link && isUnanswered(meeting)).length;
};
