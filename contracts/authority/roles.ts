import type { ReferrerKind } from '../lifecycle/referrers.ts';
import type { Deed } from './deeds.ts';

/**
 * `own`: only in a referral in which its organisation takes part (of a person: the one about them), as what it is in that.
 * `any`: wherever it is, also of other organisations; what is about no referral is `any`.
 */
export type Reach = 'own' | 'any';

interface RoleEntry {
  readonly own: readonly Deed[];
  readonly any: readonly Deed[];
}

/** Whoever may say anything may say that somebody is not safe (issue 6, 7), and where a service is missing (issue 9, 7). */
const everybody = ['concern', 'suggest'] as const satisfies readonly Deed[];
const receipt = ['see-receipt', 'refer', 'message', 'report'] as const satisfies readonly Deed[];
/** A council or group is also asked to receive somebody. */
const asked = ['see-invitation', 'take-part'] as const satisfies readonly Deed[];
const care = [
  ...receipt,
  ...(['see-status', 'see-outcome', 'acknowledge', 'correct-contact'] as const),
] as const satisfies readonly Deed[];
const casework = [
  ...(['see-record', 'refer', 'message', 'acknowledge', 'report', 'correct-contact', 'end', 'work'] as const),
  ...(['measure', 'close', 'ask-partner', 'permit', 'speak-for-oneself', 'take-part', 'assign'] as const),
] as const satisfies readonly Deed[];

/**
 * Who may do what: the one table (issue 6, 4). What is not written here nobody may. Two roles at once may what both may.
 * A referrer's role is the kind of referrer that stands on the request: those kinds are the first six.
 */
export const roles = {
  practice: { own: [...care, 'end'], any: everybody },
  professional: { own: [...care, 'end'], any: everybody },
  // "A receipt with a reference and nothing more unless the person agreed": then what their organisation hears is added.
  // The council answers for what its directory lists; so does the service for whom it sends where.
  'council-officer': { own: [...receipt, ...asked], any: [...everybody, 'moderate'] },
  group: { own: [...receipt, ...asked], any: everybody },
  'friend-or-relative': { own: receipt, any: everybody },
  self: { own: [...care, 'end', 'see-own-page'], any: everybody },
  // Only the person or the coordinator ends what a friend or relative began; the practice still cares for the person.
  scribe: { own: care, any: everybody },
  respondent: { own: ['see-answers', 'acknowledge'], any: everybody },
  // users.md S12: may create, view status, message; may not record measures or close.
  connector: {
    own: [...receipt, 'see-status', 'acknowledge', 'correct-contact'],
    any: everybody,
  },
  'link-worker': { own: casework, any: everybody },
  manager: {
    own: casework,
    any: [...everybody, 'see-counts', 'moderate'],
  },
  'clinical-owner': {
    own: ['see-receipt', 'see-status', 'see-outcome', 'message', 'acknowledge', 'report', 'correct-contact'],
    any: everybody,
  },
  'duty-owner': {
    own: [],
    any: [...everybody, 'read-concerns', 'pause-requests', 'break-glass'],
  },
  // Of an onward request the name alone (staff.ts); the group names the meeting.
  companion: { own: ['see-invitation', 'report', 'go-along'], any: everybody },
  person: {
    own: ['see-own-page', 'see-receipt', 'message', 'report', 'correct-contact', 'end', 'permit', 'speak-for-oneself'],
    any: everybody,
  },
  // Nobody signs in as one yet: whoever builds that holds it to the scope and the end date that the person gave.
  delegate: {
    own: ['see-own-page', 'see-receipt', 'message', 'report', 'correct-contact', 'end'],
    any: everybody,
  },
  // Its own are those of which the person agreed: functions/domain/authority/agreed-to.ts. It writes, and is shown nothing.
  'measure-provider': { own: ['measure'], any: ['concern'] },
  commissioner: { own: [], any: [...everybody, 'see-counts'] },
  'patient-group-member': { own: [], any: [...everybody, 'see-counts'] },
  'ig-reader': {
    own: [],
    any: [...everybody, 'see-counts', 'see-trail'],
  },
  operator: {
    own: [],
    any: ['see-counts', 'see-trail', 'export', 'register'],
  },
} as const satisfies Record<ReferrerKind, RoleEntry> & Record<string, RoleEntry>;
export type Role = keyof typeof roles;

export const isRole = (code: unknown): code is Role => typeof code === 'string' && Object.hasOwn(roles, code);

/** How far a role reaches with a deed; undefined: it may not, anywhere. */
export const reachOf = (role: Role, deed: Deed): Reach | undefined => {
  const { own, any }: RoleEntry = roles[role];
  if (any.includes(deed)) return 'any';
  return own.includes(deed) ? 'own' : undefined;
};

export const allRoles: readonly Role[] = Object.keys(roles).filter(isRole);
