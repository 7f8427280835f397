import { invitationsOf } from '../../../mappings/partner/invitation.ts';
import { isToCome } from '../../domain/meetings/comes-no-more.ts';
import { sessionLinkName } from '../../domain/meetings/link-names.ts';
import type { Referral } from '../../domain/referral.ts';
import { organiserKey } from '../../views/keys.ts';
import { linkIdOf } from '../../views/link-id.ts';
import { isLeased } from '../lanes.ts';
import type { DeliveryPorts } from '../ports.ts';
import { hasTaken } from './once.ts';

/** Meetings of one referral at a session to which the person is to come. */
const toCome = (referral: Referral, organisation: string, link: string): string[] =>
  invitationsOf(referral, organisation).flatMap((onward) =>
    onward.meetings
      .filter((meeting) => linkIdOf(sessionLinkName(organisation, meeting)) === link)
      .filter((meeting) => isToCome(referral, onward, meeting))
      .map(({ id = '' }) => id),
  );

/**
 * Whether its organiser was told of somebody else who is to come to a session, and so waits for people there already; `soon`: who took that
 * (`taker`) is just telling them. Where the last of them left, or was said not to come, whoever is named next is news again.
 */
export const expectsAnother = async (
  { ledger, rows, toOrganisers, clock }: Pick<DeliveryPorts, 'ledger' | 'rows' | 'toOrganisers' | 'clock'>,
  link: string,
  { than, taker }: { readonly than: string; readonly taker: string | undefined },
): Promise<'told' | 'soon' | undefined> => {
  let found: 'soon' | undefined;
  const { organisation = '', referrals = [] } = (await toOrganisers.find(link)) ?? {};
  for (const id of referrals) {
    const loaded = await ledger.load(id);
    const others = loaded ? toCome(loaded.referral, organisation, link).filter((meeting) => meeting !== than) : [];
    const keys = others.map((meeting) => organiserKey(organisation, meeting));
    const own = keys.length > 0 ? (await rows.read(id)).filter(({ sk }) => keys.includes(sk)) : [];
    if (own.some(({ told }) => told !== undefined)) return 'told';
    if (own.some((row) => hasTaken(row, taker) && isLeased(row, clock()))) found = 'soon';
  }
  return found;
};
