import type { Role } from '../../../contracts/authority/roles.ts';
import type { ParticipantKind } from '../participant.ts';
import type { Actor } from '../referral.ts';
import { mayAnywhere } from './authority.ts';

/** As what an organisation asks for counts where nobody is named; others ask as one of their people, or not at all. */
const standing: Partial<Record<ParticipantKind, Role>> = { commissioner: 'commissioner', coordinator: 'manager' };

/** Whether somebody may see how much there is, and nothing of whom it is about: a role that is named narrows here too. */
export const maySeeCounts = (kind: ParticipantKind, { as = [] }: Pick<Actor, 'as'>): boolean => {
  const own = standing[kind];
  const roles = [...(own ? [own] : []), ...as];
  return roles.length > 0 && mayAnywhere(roles, 'see-counts');
};
