import type { Deed } from './deeds.ts';
import type { Role } from './roles.ts';

/**
 * As whom the people of an organisation may act, by its kind in the register. A request, or the sign-in of a person, names one of
 * them; it then may what both that role and its organisation may.
 */
export const staff = {
  practice: ['practice', 'professional', 'connector', 'clinical-owner', 'patient-group-member', 'ig-reader'],
  coordinator: ['link-worker', 'manager', 'ig-reader'],
  voluntary: ['group', 'companion'],
  council: ['council-officer', 'professional', 'group', 'companion', 'duty-owner', 'ig-reader'],
  commissioner: ['commissioner', 'ig-reader'],
  'measure-provider': ['measure-provider'],
  // One human, who is asked by a link to go along: functions/domain/companion.
  companion: ['companion'],
} as const satisfies Record<string, readonly Role[]>;

/** What somebody can be on the list of an organisation. */
export type StaffRole = (typeof staff)[keyof typeof staff][number];
export const staffRoles: readonly StaffRole[] = [...new Set(Object.values(staff).flat())];

/** As what the people of an organisation act where its list says nothing else. */
export const usualRole = {
  practice: 'practice',
  coordinator: 'link-worker',
  voluntary: 'group',
  council: 'council-officer',
  commissioner: 'commissioner',
  'measure-provider': 'measure-provider',
  companion: 'companion',
} as const satisfies Record<keyof typeof staff, Role>;
/** Whoever acts as this acts as the organisation itself: it takes nothing from what that may, whatever it is in a referral. */
export const asTheOrganisation = { ...usualRole, coordinator: 'manager' } as const satisfies Record<
  keyof typeof staff,
  Role
>;

/** What a request to see, or to change, something over FHIR can be about. */
export const seeing = [
  ...(['see-receipt', 'see-status', 'see-outcome', 'see-answers', 'see-invitation', 'see-record'] as const),
  'break-glass',
] as const satisfies readonly Deed[];
export const changing = [
  ...(['refer', 'message', 'acknowledge', 'report', 'correct-contact', 'end', 'work', 'close'] as const),
  ...(['ask-partner', 'permit', 'assign', 'take-part', 'break-glass'] as const),
] as const satisfies readonly Deed[];
/** What a questionnaire is sent with: the one thing that an outside provider of measures may. */
export const measuring = ['measure'] as const satisfies readonly Deed[];
/** Lists show all that an organisation sees: whoever sees less asks for one thing by its id. */
export const listing = ['see-outcome', 'see-record'] as const satisfies readonly Deed[];
/** Who sees of a person the name alone (tier `name-only`), whatever their organisation agreed to hear. */
export const nameAlone: readonly Role[] = ['companion'];
