import { nameAlone } from '../../../contracts/authority/staff.ts';
import type { Tier } from '../participant.ts';
import type { Actor } from '../referral.ts';

/** What somebody sees of a person who asks for an organisation with this agreement. */
export const tierSeenBy = ({ as = [] }: Pick<Actor, 'as'>, agreed: Tier): Tier =>
  as.some((role) => nameAlone.includes(role)) ? 'name-only' : agreed;
