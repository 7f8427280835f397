import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { isToCome } from '../../domain/meetings/comes-no-more.ts';
import { sessionLinkName } from '../../domain/meetings/link-names.ts';
import { linkIdOf } from '../../views/link-id.ts';
import type { DeliveryPorts } from '../ports.ts';

/**
 * Whether somebody else is to come to a session, so that its organiser waits for people there already. Where the last of them left, or
 * was said not to come, whoever is named next is news again.
 */
export const expectsAnother = async (
  { ledger, toOrganisers }: Pick<DeliveryPorts, 'ledger' | 'toOrganisers'>,
  link: string,
  than: string,
): Promise<boolean> => {
  const row = await toOrganisers.find(link);
  for (const id of row?.referrals ?? []) {
    const referral = (await ledger.load(id))?.referral;
    const is =
      referral &&
      invitationsOf(referral, row?.organisation ?? '').some((onward) =>
        onward.meetings.some(
          (meeting) =>
            meeting.id !== than &&
            linkIdOf(sessionLinkName(row?.organisation ?? '', meeting)) === link &&
            isToCome(referral, onward, meeting),
        ),
      );
    if (is) return true;
  }
  return false;
};
