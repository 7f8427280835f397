import type { Area } from './area.ts';

/**
 * A local team of the service: one service of the area with one or many (users.md S19). A place of work and no organisation: all of
 * them are the coordinator, see the same, and may move somebody to each other.
 */
export interface Team {
  /** Stands on the Task, in the list of what is next, and on the roster. */
  readonly code: string;
  readonly name: string;
  /** ODS codes of the practices whose people it looks after. */
  readonly practices: readonly string[];
  /** Outward codes (`GL7`) and, where teams share one, sectors of it (`GL2 7`): the longer one decides. */
  readonly postcodes: readonly string[];
}

const form = /^[a-z][a-z0-9-]{0,30}$/;
const postcodePart = /^[A-Z]{1,2}\d[A-Z\d]?( \d)?$/;

const twice = (all: readonly string[]): string[] => [...new Set(all.filter((one, at) => all.indexOf(one) !== at))];

/** The same place of two teams, a place of none, and what is no place of the area at all. */
const practiceFaults = ({ teams, eligibility }: Pick<Area, 'teams' | 'eligibility'>): string[] => {
  const theirs = teams.flatMap(({ practices }) => practices);
  return [
    ...twice(theirs).map((code) => `practice ${code} is of two teams`),
    ...eligibility.practices.filter((code) => !theirs.includes(code)).map((code) => `practice ${code} is of no team`),
    ...theirs
      .filter((code) => !eligibility.practices.includes(code))
      .map((code) => `practice ${code} is of a team, and not on the list of the area`),
  ];
};

const postcodeFaults = ({ teams, eligibility }: Pick<Area, 'teams' | 'eligibility'>): string[] => {
  const theirs = teams.flatMap(({ postcodes }) => postcodes);
  const known = [...eligibility.outwardCodes, ...eligibility.straddlingOutwardCodes];
  const outward = new Set(theirs.map((part) => part.split(' ')[0]));
  return [
    ...theirs
      .filter((part) => !postcodePart.test(part))
      .map((part) => `${part} is neither an outward code nor a sector`),
    ...twice(theirs).map((part) => `${part} is of two teams`),
    ...eligibility.outwardCodes.filter((code) => !outward.has(code)).map((code) => `${code} is of no team`),
    ...[...outward]
      .filter((code) => code !== undefined && !known.includes(code))
      .map((code) => `${code} is of a team, and not of the area`),
  ];
};

/** Why an area cannot have these teams: each practice and each whole outward code of it is of exactly one. Empty: it can. */
export const teamFaults = (area: Pick<Area, 'teams' | 'eligibility'>): string[] =>
  area.teams.length === 0
    ? []
    : [
        ...area.teams
          .filter(({ code }) => !form.test(code))
          .map(({ code }) => `team code ${code}: small letters, digits`),
        ...twice(area.teams.map(({ code }) => code)).map((code) => `two teams have the code ${code}`),
        ...practiceFaults(area),
        ...postcodeFaults(area),
      ];

/** @throws where somebody of the area would be of two teams, or of none: then neither the template is made nor a function starts */
export const teamsOf = (area: Pick<Area, 'teams' | 'eligibility'>): readonly Team[] => {
  const faults = teamFaults(area);
  if (faults.length > 0) throw new Error(`The local teams of this area cannot be: ${faults.join('; ')}`);
  return area.teams;
};
