import { thisTeams } from '../../contracts/areas/this-teams.ts';
import type { Role } from '../../contracts/authority/roles.ts';
import { staff as rolesOf } from '../../contracts/authority/staff.ts';
import { isDate, today } from '../domain/calendar.ts';
import type { Absence, Staff, StaffMember } from '../domain/owed/on-duty.ts';
import type { Actor } from '../domain/referral.ts';
import { ok, type Refusal, type Result, refuseAll } from '../domain/result.ts';
import { isSomebodysName } from '../domain/said/correspondence.ts';
import { isStaffCode } from '../domain/tasks/assignee.ts';
import { changeRegistered } from './change-registered.ts';
import { fault } from './organisation-faults.ts';
import type { Registered } from './participant-register.ts';
import type { Participant } from './ports.ts';
import type { RegisterPorts } from './register-organisation.ts';

/** One change of an organisation's list of its people. A person is named by the organisation's own code for them. */
export type StaffChange =
  /** Enters the person, or says all of them anew but for when they are away. */
  | { readonly kind: 'member'; readonly member: Omit<StaffMember, 'away'> }
  | { readonly kind: 'away'; readonly member: string; readonly absence: Absence }
  /** There again, and no absence is ahead. */
  | { readonly kind: 'back'; readonly member: string }
  | { readonly kind: 'leaves'; readonly member: string };

interface ChangeStaff {
  readonly actor: Actor;
  readonly organisation: string;
  readonly change: StaffChange;
}

export const changeStaff =
  (ports: RegisterPorts) =>
  ({ change, ...asked }: ChangeStaff): Promise<Result<Registered<Participant>>> =>
    changeRegistered(ports, asked, (newest) => {
      const { version: _, staff = [], ...content } = newest;
      const day = today(ports.clock());
      const after = changed(staff, change, day);
      const kept = after.length > 0 ? { staff: after } : {};
      return refuseAll(faultsOf(change, newest, day)) ?? ok({ ...content, ...kept });
    });

const knows = (staff: Staff, code: string): boolean => staff.some((member) => member.code === code);

const unknown = (staff: Staff, code: string): Refusal[] =>
  knows(staff, code) ? [] : [fault('/staff', `Nobody on the roster has the code ${code}.`)];

/** Whoever signs in is one person: two of one sign-in could not be told apart. */
const signInFaults = (staff: Staff, { code, signsInAs }: Omit<StaffMember, 'away'>): Refusal[] => {
  if (signsInAs === undefined) return [];
  if (!/^[\x21-\x7e]{1,255}$/.test(signsInAs))
    return [fault('/signsInAs', 'It must have 1 to 255 visible characters, as what they sign in with says it.')];
  const other = staff.find((member) => member.signsInAs === signsInAs && member.code !== code);
  return other ? [fault('/signsInAs', `${other.code} signs in as that.`)] : [];
};

const memberFaults = (staff: Staff, { code, name, deputy, ...rest }: Omit<StaffMember, 'away'>): Refusal[] => [
  ...(isStaffCode(code)
    ? []
    : [fault('/staff', 'The code must have 1 to 64 visible characters, and not be ten digits.')]),
  ...(isSomebodysName(name)
    ? []
    : [fault('/name', 'The name must have two letters, and 100 characters at most on one line.')]),
  ...signInFaults(staff, { code, name, ...rest }),
  ...(deputy === code ? [fault('/deputy', 'Nobody covers for themselves.')] : []),
  ...(deputy === undefined || deputy === code ? [] : unknown(staff, deputy)),
];

const awayFaults = ({ from, until }: Absence, today: string): Refusal[] => {
  if (!isDate(from) || !isDate(until)) return [fault('/away', 'Both ends must be dates such as 2027-03-31.')];
  if (until < from) return [fault('/away', 'It ends before it begins.')];
  return until < today ? [fault('/away', 'It is over already.')] : [];
};

/** Who may be what is the table's; who covers for whom is a matter of whose cases are whose. */
const partFaults = (
  kind: Participant['kind'],
  { role, manager, deputy, team }: Omit<StaffMember, 'away'>,
): Refusal[] => {
  const possible: readonly Role[] = rolesOf[kind];
  return [
    ...(role === undefined || possible.includes(role)
      ? []
      : [fault('/role', `At such an organisation somebody is one of: ${possible.join(', ')}.`)]),
    ...(kind !== 'coordinator' && (manager || deputy !== undefined)
      ? [fault('/staff', 'Only a coordinator has managers and deputies.')]
      : []),
    ...(team === undefined || (kind === 'coordinator' && thisTeams.some(({ code }) => code === team))
      ? []
      : [
          fault(
            '/team',
            `No local team ${team} here: ${thisTeams.map(({ code }) => code).join(', ') || 'the service is one'}.`,
          ),
        ]),
  ];
};

/** Whose deputy leaves has nobody to cover for them, which shows on the first day of a holiday. */
const leavesFaults = (staff: Staff, code: string): Refusal[] => {
  const covered = staff.filter(({ deputy }) => deputy === code).map((member) => member.code);
  return covered.length > 0
    ? [fault('/staff', `${code} is the deputy of ${covered.join(', ')}: name another deputy first.`)]
    : [];
};

const faultsOf = (change: StaffChange, { kind, staff = [] }: Participant, today: string): Refusal[] => {
  if (change.kind === 'member') return [...memberFaults(staff, change.member), ...partFaults(kind, change.member)];
  const absent = unknown(staff, change.member);
  if (absent.length > 0) return absent;
  if (change.kind === 'away') return awayFaults(change.absence, today);
  return change.kind === 'leaves' ? leavesFaults(staff, change.member) : [];
};

const replaced = (staff: Staff, code: string, by: (member: StaffMember) => StaffMember): Staff =>
  staff.map((member) => (member.code === code ? by(member) : member));

const back = ({ away: _, ...member }: StaffMember): StaffMember => member;

/** What is over goes, so that the record does not grow with every holiday. */
const away = (member: StaffMember, absence: Absence, today: string): StaffMember => {
  const ahead = (member.away ?? []).filter(({ from, until }) => until >= today && from !== absence.from);
  return { ...member, away: [...ahead, absence].sort((a, b) => a.from.localeCompare(b.from)) };
};

const changed = (staff: Staff, change: StaffChange, today: string): Staff => {
  switch (change.kind) {
    case 'member': {
      const { member } = change;
      if (!knows(staff, member.code)) return [...staff, member];
      return replaced(staff, member.code, (was) => ({ ...member, ...(was.away ? { away: was.away } : {}) }));
    }
    case 'away':
      return replaced(staff, change.member, (member) => away(member, change.absence, today));
    case 'back':
      return replaced(staff, change.member, back);
    case 'leaves':
      return staff.filter(({ code }) => code !== change.member);
  }
};
