import type { Deed } from '../../../contracts/authority/deeds.ts';
import type { Role } from '../../../contracts/authority/roles.ts';
import { asTheOrganisation, staff } from '../../../contracts/authority/staff.ts';
import { personClient } from '../hub.ts';
import type { ParticipantKind } from '../participant.ts';
import type { Actor } from '../referral.ts';
import { mayAnywhere } from './authority.ts';

interface Acting {
  readonly organisation: string;
  readonly kind: ParticipantKind;
}

/** Whose software, too, is told at the door: to it nothing is its own but what it was registered for. */
const forOneThing: readonly ParticipantKind[] = ['commissioner', 'measure-provider'];

/**
 * Whether somebody in these roles may do anything of what a door is for, whatever it is about. Asked before anything is looked
 * up, so that the answer is the same for what is there and what is not.
 */
export const mayEnter = (
  acting: Acting,
  { as = [], person, client }: Pick<Actor, 'as' | 'person'> & Partial<Pick<Actor, 'client'>>,
  needs: readonly Deed[],
): boolean => {
  // The person is none of the service's people: only their own link makes anybody them.
  const possible: readonly Role[] = client === personClient ? ['person'] : staff[acting.kind];
  if (!as.every((role) => possible.includes(role))) return false;
  // Software may ask at every door and finds what is its own behind it; to a person a page that is none of theirs says so.
  const itself = person !== undefined || forOneThing.includes(acting.kind) ? [asTheOrganisation[acting.kind]] : [];
  const roles: readonly Role[] = as.length > 0 && !forOneThing.includes(acting.kind) ? as : [...itself, ...as];
  return needs.length === 0 || needs.some((deed) => mayAnywhere(roles, deed));
};
