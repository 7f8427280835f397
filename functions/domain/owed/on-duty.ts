import type { StaffRole } from '../../../contracts/authority/staff.ts';
import type { DutyRole } from '../../../contracts/lifecycle/obligations.ts';

/** A person of an organisation, as an operator entered them. Deputies and absences are of a coordinator's. */
export interface StaffMember {
  /** The organisation's own code; a coordinator's is that of `assignee` on T1. */
  readonly code: string;
  readonly name: string;
  /** By which what they sign in with knows them (`sub` of OpenID Connect); absent: they do not sign in. */
  readonly signsInAs?: string;
  /** As what they act (contracts/authority/staff.ts); absent: as the people of such an organisation usually do. */
  readonly role?: StaffRole;
  /** Whoever is told what assignee and deputy left undone. */
  readonly manager?: true;
  /** Code of who covers for them. */
  readonly deputy?: string;
  readonly away?: readonly Absence[];
}

/** Calendar dates `YYYY-MM-DD` in England, both included. */
export interface Absence {
  readonly from: string;
  readonly until: string;
}

export type Staff = readonly StaffMember[];

/** Who has to see to it today, and for whom they stand in. */
interface OnDuty {
  readonly code: string;
  readonly name: string;
  /** Code of who is away. */
  readonly covers?: string;
}

const isThere =
  (today: string) =>
  ({ away = [] }: StaffMember): boolean =>
    !away.some(({ from, until }) => from <= today && today <= until);

/**
 * Which person a role is today (issue 5): the assignee, where away their deputy, and where that one is away too a manager
 * who is there. undefined: no one person, and so whoever is on duty at the coordinator. An assignee whom the roster does
 * not know has left, or is new: a manager covers, and only where none is there they are taken to be.
 *
 * @param assignee code of the person on T1
 * @param today calendar date in England
 */
export const onDuty = (
  staff: Staff,
  role: DutyRole,
  assignee: string | undefined,
  today: string,
): OnDuty | undefined => {
  if (role === 'manager') return named(managerThere(staff, today));
  if (role === 'on-duty' || assignee === undefined)
    return role === 'deputy' ? named(managerThere(staff, today)) : undefined;
  const member = staff.find(({ code }) => code === assignee);
  if (!member) return coverOfUnknown(staff, role, assignee, today);
  if (role === 'assignee' && isThere(today)(member)) return named(member);
  const deputy = staff.find(({ code }) => code === member.deputy);
  const cover = deputy && isThere(today)(deputy) ? deputy : managerThere(staff, today, member.code);
  return cover && { ...person(cover), ...(isThere(today)(member) ? {} : { covers: member.code }) };
};

const coverOfUnknown = (staff: Staff, role: DutyRole, assignee: string, today: string): OnDuty | undefined => {
  const manager = managerThere(staff, today);
  if (manager) return { ...person(manager), covers: assignee };
  return role === 'deputy' ? undefined : { code: assignee, name: assignee };
};

const managerThere = (staff: Staff, today: string, butNot?: string): StaffMember | undefined =>
  staff.filter(({ manager, code }) => manager && code !== butNot).find(isThere(today));

const person = ({ code, name }: StaffMember): OnDuty => ({ code, name });
const named = (member: StaffMember | undefined): OnDuty | undefined => member && person(member);
