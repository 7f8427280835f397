import type { Deed } from '../../../contracts/authority/deeds.ts';
import { type Role, reachOf } from '../../../contracts/authority/roles.ts';
import type { Hears } from '../../../contracts/lifecycle/referrers.ts';
import { coordinatorOf, referrerOf, roleOf } from '../parties.ts';
import type { Actor, Referral } from '../referral.ts';
import { referrerOn } from '../request/referrer-kind.ts';
import { isHearer } from '../said/correspondence.ts';
import { wasSent } from '../tasks/never-sent.ts';
import { agreedTo } from './agreed-to.ts';

/** As what somebody looks at a referral or acts on it. */
export interface Authority {
  readonly whose: 'own' | 'other';
  /** What it is there, and what it says that it acts as: it may what all of them may. */
  readonly roles: readonly Role[];
  /** Of a referrer: what of its request it hears. It takes from what its kind may, and the person's agreement adds. */
  readonly hears?: Sight;
  /** What it is by the rota, beside what it is here: what that alone may do, nobody keeps from it by giving it a part. */
  readonly known?: Role;
}

/** How much whoever referred sees: each what those before it see. */
export type Sight = 'receipt' | Hears;

const heard: Readonly<Record<Sight, readonly Deed[]>> = {
  receipt: [],
  status: ['see-status', 'acknowledge'],
  outcome: ['see-status', 'see-outcome', 'acknowledge'],
};
const byHearing: readonly Deed[] = heard.outcome;

const allows = (role: Role, deed: Deed, whose: Authority['whose']): boolean => {
  const reach = reachOf(role, deed);
  return reach === 'any' || (reach === 'own' && whose === 'own');
};

/** The one place where it is asked who may do what. */
export const may = ({ whose, roles, hears, known }: Authority, deed: Deed): boolean => {
  const [standing, ...as] = roles;
  if (standing === undefined) return false;
  const own =
    hears !== undefined && byHearing.includes(deed) ? heard[hears].includes(deed) : allows(standing, deed, whose);
  const byRota = known !== undefined && reachOf(known, deed) === 'any';
  return (own || byRota) && as.every((role) => allows(role, deed, whose));
};

/** Whether a role may do it anywhere at all: asked before anything is looked up. */
export const mayAnywhere = (roles: readonly Role[], deed: Deed): boolean =>
  roles.every((role) => reachOf(role, deed) !== undefined);

/** What whoever referred, or whom they named for it, may know and is told. A draft is its author's alone. */
export const hearsOf = (referral: Referral, organisation: string): Sight => {
  if (!wasSent(referral.task)) return 'outcome';
  const { hears, untilAgreed } = referrerOn(referral.task);
  return untilAgreed === undefined || agreedTo('tell-referrer', referral, organisation) ? hears : untilAgreed;
};

/** Whether it referred and learns nothing of how it goes: what it does is answered the same, whatever has happened since. */
export const getsReceipt = (referral: Referral, organisation: string): boolean =>
  roleOf(referral, organisation) === 'referrer' && hearsOf(referral, organisation) === 'receipt';

/** By their own word somebody who only passes on a request is the person, or a professional: they get no more for it. */
const referrerRole = (referral: Referral): Role => {
  const { kind, untilAgreed } = referrerOn(referral.task);
  if (untilAgreed === undefined) return kind === 'friend-or-relative' ? 'scribe' : kind;
  return kind === 'council-officer' || kind === 'group' ? kind : 'friend-or-relative';
};

/** Of a draft: its author. What came by a poster or by telephone is its coordinator's own, who rings before it is sent. */
const drafterRole = (referral: Referral): Role | undefined => {
  if (wasSent(referral.task)) return undefined;
  return referrerOf(referral) === coordinatorOf(referral) ? 'manager' : 'practice';
};

/** What an organisation is to a referral, by the table's names; undefined: it is not told that there is one. */
const standsFor = (referral: Referral, organisation: string): Omit<Authority, 'whose'> | undefined => {
  switch (roleOf(referral, organisation)) {
    case 'coordinator':
      return { roles: ['manager'] };
    case 'partner':
      return { roles: ['group'] };
    case 'companion':
      return { roles: ['companion'] };
    case 'referrer':
      return { roles: [drafterRole(referral) ?? referrerRole(referral)], hears: hearsOf(referral, organisation) };
    default:
      if (isHearer(referral, organisation)) return { roles: ['respondent'] };
      return wasSent(referral.task) && agreedTo('send-measures', referral, organisation)
        ? { roles: ['measure-provider'] }
        : undefined;
  }
};

type Caller = Pick<Actor, 'organisation' | 'as' | 'known'>;

export const authorityIn = (referral: Referral, { organisation, as = [], known }: Caller): Authority => {
  const standing = standsFor(referral, organisation);
  return standing
    ? { ...standing, ...(known ? { known } : {}), whose: 'own', roles: [...standing.roles, ...as] }
    : { whose: 'other', roles: known ? [known, ...as] : [] };
};

/** The most of its own request that a referrer sees; undefined: nothing. */
export const sightOf = (authority: Authority): Sight | undefined => {
  if (may(authority, 'see-outcome')) return 'outcome';
  if (may(authority, 'see-status')) return 'status';
  return may(authority, 'see-receipt') ? 'receipt' : undefined;
};
