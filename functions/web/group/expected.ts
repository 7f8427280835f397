import type { Invitation } from '../../../contracts/partner-api/schemas.ts';
import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import type { Expected } from '../../../mappings/partner/register.ts';
import { linkedMeetings, sessionLinkName } from '../../domain/meetings/link-names.ts';
import type { Onward, Referral } from '../../domain/referral.ts';
import { linkIdOf } from '../../views/link-id.ts';

/** Those of one referral whose meeting a link opens, as `shown` lets whoever looks see them. */
export const expectedIn = (
  referral: Referral,
  { organisation, link }: { readonly organisation: string; readonly link: string },
  shown: (onward: Onward) => Invitation | undefined,
): Expected[] =>
  invitationsOf(referral, organisation).flatMap((onward) => {
    const invitation = shown(onward);
    if (invitation?.person === undefined) return [];
    const ids = linkedMeetings(onward)
      .filter((meeting) => linkIdOf(sessionLinkName(organisation, meeting)) === link)
      .map(({ id }) => id);
    return invitation.meetings
      .filter(({ id }) => ids.includes(id))
      .map((meeting) => ({ referral, onward, invitation, meeting }));
  });
