import { isThere, onDuty, type Staff, type StaffMember } from './on-duty.ts';

/** Who sees today to what is nobody's own, and whether they are the team's that it is for. */
interface TeamDuty {
  readonly people: Staff;
  /** Nobody of the team is there: the service sees to it. */
  readonly covers: boolean;
}

/**
 * What a local team has and nobody has taken is everybody's of it who is there today (and of whoever works in all teams). Where nobody of
 * it is there it is the service's: everybody who is there. Whose team nobody could tell is the service's too. Nothing is nobody's
 * as long as anybody is there.
 */
export const teamDuty = (staff: Staff, team: string | undefined, today: string): TeamDuty => {
  const there = staff.filter(isThere(today));
  if (team === undefined) return { people: there, covers: false };
  const isManned = there.some((member) => member.team === team);
  return isManned
    ? { people: there.filter((member) => member.team === undefined || member.team === team), covers: false }
    : { people: there, covers: true };
};

interface Place {
  /** Staff code. */
  readonly assignee: string | undefined;
  readonly team: string | undefined;
}

/**
 * Whether it is theirs who reads it: their own, or nobody's, which is also what nobody there covers for. What no team could be told for is
 * everybody's until somebody says whose; whoever is of no one team sees all of them. Who reads it is there, whatever the roster says.
 */
export const isTodays = (
  staff: Staff,
  { assignee, team }: Place,
  { code: own, team: ofTeam }: Pick<StaffMember, 'code' | 'team'>,
  today: string,
): boolean => {
  const on = assignee === undefined ? undefined : onDuty(staff, 'assignee', assignee, today)?.code;
  if (staff.some(({ code }) => code === on)) return on === own;
  return teamDuty(staff, team, today).covers || ofTeam === undefined || team === undefined || ofTeam === team;
};
