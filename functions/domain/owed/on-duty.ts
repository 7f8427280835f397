import type { StaffRole } from '../../../contracts/authority/staff.ts';
import { coordinatorChain, type DutyRole } from '../../../contracts/lifecycle/obligations.ts';

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
  /** Code of the local team that they work in (contracts/areas/teams.ts); absent: in all of them. */
  readonly team?: string;
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

export const isThere =
  (today: string) =>
  ({ away = [] }: StaffMember): boolean =>
    !away.some(({ from, until }) => from <= today && today <= until);

const chain: readonly DutyRole[] = coordinatorChain;

/**
 * Which person a role is today (issue 5): the assignee, where away their deputy, and where that one is away too a manager
 * who is there. Whose it was at an earlier step is passed over while anybody else is there, or what one person left undone would
 * stay with them. undefined: no one person, and so whoever is on duty at the coordinator. An assignee whom the roster does
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
  const before = chain.slice(0, Math.max(0, chain.indexOf(role)));
  const had = new Set(before.map((step) => onDuty(staff, step, assignee, today)?.code));
  const may = whoMay(staff, role, assignee, today);
  return may.find(({ code }) => !had.has(code)) ?? may[0];
};

/** Everybody who may have it at a step, whose it is first. */
const whoMay = (staff: Staff, role: DutyRole, assignee: string | undefined, today: string): readonly OnDuty[] => {
  const managers = staff.filter(({ manager }) => manager).filter(isThere(today));
  if (role === 'on-duty') return [];
  if (role === 'manager') return managers.map(person);
  if (assignee === undefined) return role === 'deputy' ? managers.map(person) : [];
  const member = staff.find(({ code }) => code === assignee);
  if (!member) return coverOfUnknown(managers, role, assignee);
  const isAway = !isThere(today)(member);
  if (role === 'assignee' && !isAway) return [person(member)];
  const deputies = staff.filter(({ code }) => code === member.deputy).filter(isThere(today));
  return [...deputies, ...managers.filter(({ code }) => code !== member.code)].map((one) => ({
    ...person(one),
    ...(isAway ? { covers: member.code } : {}),
  }));
};

const coverOfUnknown = (managers: Staff, role: DutyRole, assignee: string): readonly OnDuty[] =>
  managers.length > 0 || role === 'deputy'
    ? managers.map((one) => ({ ...person(one), covers: assignee }))
    : [{ code: assignee, name: assignee }];

const person = ({ code, name }: StaffMember): OnDuty => ({ code, name });
